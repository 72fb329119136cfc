// Package app puts the service and its store together.
package app

import (
	"github.com/datavet/datavet/testdata/checkinsert/labels/domain"
	"github.com/datavet/datavet/testdata/checkinsert/labels/store"
)

var (
	_ domain.Labels = &store.Labels{}
	_ domain.Service
)
