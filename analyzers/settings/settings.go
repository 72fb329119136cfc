// Package settings has what holds for all rules, as flags of an analyzer that
// does nothing else: for drivers that know nothing but analyzers, such as nogo.
package settings

import (
	_ "github.com/datavet/datavet/analyzers" // says which rules settings may name
	"github.com/datavet/datavet/analyzers/internal/settings"
)

// Analyzer reports nothing. A driver that runs rules runs it beside them if it
// is to set its flags.
var Analyzer = settings.Analyzer
