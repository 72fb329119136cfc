package knowledge

// What GORM reads minds of what is left, and what a statement that writes does.
const (
	gormRead  = Filtered | Sorted | Limited | Skipped | Projected | Unscoped | Adorned | Keyed | Bound | Failed
	gormWrite = Filtered | Projected | Unscoped | Adorned | Keyed | Bound | Failed
)

// gormSteps is what GORM v2 leaves in a Statement that isn't fresh: finishers
// run it and clear no clause.
var gormSteps = []Step{
	{Type: "DB", Name: "Where Or Not Having Joins InnerJoins Group Distinct Scopes", Leaves: Filtered},
	{Type: "DB", Name: "Order", Leaves: Sorted},
	{Type: "DB", Name: "Limit", Leaves: Limited, Replaces: Limited},
	{Type: "DB", Name: "Offset", Leaves: Skipped, Replaces: Skipped},
	{Type: "DB", Name: "Select", Leaves: Projected, Replaces: Projected},
	{Type: "DB", Name: "Omit MapColumns", Leaves: Projected},
	{Type: "DB", Name: "Unscoped", Leaves: Unscoped},
	{Type: "DB", Name: "Clauses", Leaves: Adorned},
	{Type: "DB", Name: "Model", Of: Param(0)},
	{Type: "DB", Name: "Table", Replaces: Bound},
	// The text is all that runs.
	{Type: "DB", Name: "Raw", Replaces: gormRead &^ Failed},
	{Type: "DB", Name: "Preload Attrs Assign"},

	// A LIMIT of 1 stays, and an ORDER BY of the key, which is kept out of this
	// table since most statements that follow don't mind it.
	{Type: "DB", Name: "First Take Last", Ends: true, Leaves: Limited | Bound | Failed, Minds: gormRead &^ Limited, Inline: Param(1), Of: Param(0)},
	{Type: "DB", Name: "FirstOrInit", Ends: true, Leaves: Limited | Bound, Minds: gormRead &^ Limited, Inline: Param(1), Of: Param(0)},
	{Type: "DB", Name: "Find", Ends: true, Leaves: Bound, Minds: gormRead, Inline: Param(1), Of: Param(0)},
	{Type: "DB", Name: "FindInBatches", Ends: true, Leaves: Sorted | Bound, Minds: gormRead, Of: Param(0)},
	{Type: "DB", Name: "Scan", Ends: true, Leaves: Bound, Minds: gormRead},
	{Type: "DB", Name: "Row Rows", Ends: true, Leaves: Bound, Minds: gormRead},
	// Count brings its own columns and puts back those that it found; it takes
	// ORDER BY away for its own time, and a LIMIT doesn't limit its one row.
	{Type: "DB", Name: "Count", Ends: true, Leaves: Bound, Minds: gormRead &^ (Sorted | Limited | Projected | Adorned)},
	{Type: "DB", Name: "Pluck", Ends: true, Leaves: Projected | Bound, Minds: gormRead},
	{Type: "DB", Name: "FirstOrCreate", Ends: true, Minds: gormRead &^ Limited, Of: Param(0)},
	{Type: "DB", Name: "Update UpdateColumn", Ends: true, Leaves: Keyed | Bound, Minds: gormWrite},
	{Type: "DB", Name: "Updates UpdateColumns", Ends: true, Leaves: Keyed | Bound, Minds: gormWrite, Of: Param(0)},
	{Type: "DB", Name: "Delete", Ends: true, Leaves: Keyed | Bound, Minds: gormWrite &^ Projected, Inline: Param(1), Of: Param(0)},
	{Type: "DB", Name: "Save", Ends: true, Leaves: Bound, Minds: gormWrite, Of: Param(0)},
	{Type: "DB", Name: "Create CreateInBatches", Ends: true, Leaves: Bound, Minds: Projected | Adorned | Bound | Failed, Of: Param(0)},
	{Type: "DB", Name: "Exec", Ends: true, Minds: Failed},
}
