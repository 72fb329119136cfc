package unguardedretry

import (
	"os"
	"testing"

	"github.com/datavet/datavet/testdata/proofs/internal/vet"
)

func TestMain(m *testing.M) { os.Exit(vet.Main(m)) }
