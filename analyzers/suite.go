// Package analyzers is datavet's table of rules.
package analyzers

import (
	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/checkinsert"
	"github.com/datavet/datavet/analyzers/enqueueintx"
	"github.com/datavet/datavet/analyzers/halfplayed"
	"github.com/datavet/datavet/analyzers/idcursor"
	"github.com/datavet/datavet/analyzers/mixedsoftdelete"
	"github.com/datavet/datavet/analyzers/outerhandle"
	"github.com/datavet/datavet/analyzers/refire"
	"github.com/datavet/datavet/analyzers/retriedeffect"
	"github.com/datavet/datavet/analyzers/reuseddest"
	"github.com/datavet/datavet/analyzers/sentinelrange"
	"github.com/datavet/datavet/analyzers/sharedchain"
	"github.com/datavet/datavet/analyzers/shiftingpage"
	"github.com/datavet/datavet/analyzers/softunique"
	"github.com/datavet/datavet/analyzers/staleassociation"
	"github.com/datavet/datavet/analyzers/trackedslice"
	"github.com/datavet/datavet/analyzers/txleak"
	"github.com/datavet/datavet/analyzers/unfilteredread"
	"github.com/datavet/datavet/analyzers/unguardedretry"
	"github.com/datavet/datavet/analyzers/zerocondition"
)

// A Rule is one analyzer with what its users and the suite's contract test
// need to know about it.
type Rule struct {
	Analyzer *analysis.Analyzer
	// Hazard says in one line what goes wrong in production.
	Hazard string
	// Incident says what happened to those who met it.
	Incident string
	// Default says whether the rule is on without being asked for.
	Default bool
	// OptIn are the categories that are off unless the rule is enabled by name.
	OptIn []string
	// Since is the first version that has the rule.
	Since string
}

// Rules is every rule, sorted by name.
var Rules = []Rule{
	{
		Analyzer: checkinsert.Analyzer,
		Hazard:   "a row is looked for and then inserted, and nothing keeps a second request from doing the same",
		Incident: "two requests asked if the name was free, both were told so, and both took it",
		Since:    "v0.5.0",
	},
	{
		Analyzer: enqueueintx.Analyzer,
		Hazard:   "a job, message, mail or call leaves before the transaction commits",
		Incident: "a job ran before its row was visible, and ran although the transaction had rolled back",
		Default:  true,
		Since:    "v0.1.0",
	},
	{
		Analyzer: halfplayed.Analyzer,
		Hazard:   "a job may fail after an effect that isn't to be done twice, and runs again",
		Incident: "a customer was charged once for each time that the job found nothing in stock",
		Since:    "v0.4.0",
	},
	{
		Analyzer: idcursor.Analyzer,
		Hazard:   "a reader resumes after the last id that it saw, and never sees the rows that commit later with smaller ones",
		Incident: "a feed lost rows for good: their ids were given out before, and their transactions committed after, it had passed",
		Default:  true,
		OptIn:    []string{"keyset", "since", "time"},
		Since:    "v0.5.0",
	},
	{
		Analyzer: mixedsoftdelete.Analyzer,
		Hazard:   "tables mark their live rows in more than one way",
		Incident: "a clean-up written for NULL deleted every live row of the one table that marked them with 1970",
		Since:    "v0.2.0",
	},
	{
		Analyzer: outerhandle.Analyzer,
		Hazard:   "a query inside a transaction runs outside it, through the outer handle",
		Incident: "certificate status rows were written outside the transaction that their certificates were rolled back with",
		Default:  true,
		Since:    "v0.1.0",
	},
	{
		Analyzer: refire.Analyzer,
		Hazard:   "each round of a timer starts a call again until the first is answered",
		Incident: "a save every ten seconds became one every second when the server was slow, and took it down",
		Default:  true,
		Since:    "v0.4.0",
	},
	{
		Analyzer: retriedeffect.Analyzer,
		Hazard:   "what a failed attempt of a transaction left is still there when it runs again",
		Incident: "on a busy day a list had every row twice: the closure that appended them had run again",
		Default:  true,
		OptIn:    []string{"swallowed"},
		Since:    "v0.4.0",
	},
	{
		Analyzer: reuseddest.Analyzer,
		Hazard:   "a query reads into a variable whose former rows, or key, are still in use",
		Incident: "a campaign cut into batches mailed the last batch as often as there were batches",
		Default:  true,
		Since:    "v0.3.0",
	},
	{
		Analyzer: sentinelrange.Analyzer,
		Hazard:   "a range takes the rows whose sentinel means live or never",
		Incident: "deleted_at <= now - 6h deleted 300,000 live folders, which had deleted_at = 1970",
		Default:  true,
		Since:    "v0.2.0",
	},
	{
		Analyzer: sharedchain.Analyzer,
		Hazard:   "two queries share one chain, or a condition comes after the query has run",
		Incident: "the second of two counts had the conditions of both, and a list of devices was filtered twice",
		Default:  true,
		Since:    "v0.3.0",
	},
	{
		Analyzer: shiftingpage.Analyzer,
		Hazard:   "a loop pages by offset over rows that it deletes or updates away",
		Incident: "a clean-up skipped every second page: of six rows it processed the first, second, fifth and sixth",
		Default:  true,
		Since:    "v0.3.0",
	},
	{
		Analyzer: softunique.Analyzer,
		Hazard:   "a unique key binds no live row, or goes on to bind deleted ones",
		Incident: "a deleted name could never be used again, and two live rows had the key that was thought unique",
		Default:  true,
		Since:    "v0.2.0",
	},
	{
		Analyzer: staleassociation.Analyzer,
		Hazard:   "a model is persisted with associations that are no longer the database's",
		Incident: "rows that a query had deleted came back when their parent was saved, and a new owner was written over by the old one",
		Default:  true,
		OptIn:    []string{"resave"},
		Since:    "v0.3.0",
	},
	{
		Analyzer: trackedslice.Analyzer,
		Hazard:   "a collection that an ORM loaded is changed in place, and persisted as blank, lost or unlinked rows",
		Incident: "a cron job cut a list of users into batches; the list was a relationship, and every user lost its group",
		Default:  true,
		OptIn:    []string{"unsaved", "batch", "shared"},
		Since:    "v0.3.0",
	},
	{
		Analyzer: txleak.Analyzer,
		Hazard:   "a path leaves a transaction neither committed nor rolled back",
		Incident: "an error return without rollback kept connections until the pool was empty",
		Since:    "v0.1.0",
	},
	{
		Analyzer: unfilteredread.Analyzer,
		Hazard:   "deleted rows are read as if they were live, past the filter that the table's other readers have",
		Incident: "members of deleted spaces still saw them in their lists: the query joined a table that the ORM doesn't filter",
		Since:    "v0.5.0",
	},
	{
		Analyzer: unguardedretry.Analyzer,
		Hazard:   "a call that failed is repeated without a wait, a bound, or a guard against doing it twice",
		Incident: "a loop that asked a database that was down again at once filled the disk with its log, and kept it down",
		Default:  true,
		OptIn:    []string{"request", "statement", "unbounded", "burst", "presumed", "anyerror", "notfound", "resend"},
		Since:    "v0.4.0",
	},
	{
		Analyzer: zerocondition.Analyzer,
		Hazard:   "a zero value or an empty list takes a condition away",
		Incident: "deleting a site without a name deleted the comments of all sites",
		Default:  true,
		OptIn:    []string{"sync", "unchecked", "updates"},
		Since:    "v0.3.0",
	},
}
