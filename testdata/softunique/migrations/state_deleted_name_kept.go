// A state could not be created under the name of a deleted one; its migration says why, and only SQL files say that it is deleted softly.

package migrations

import "embed"

//go:embed db/migrations/*.sql
var files embed.FS

func names() ([]string, error) {
	entries, err := files.ReadDir("db/migrations")
	if err != nil {
		return nil, err
	}
	var list []string
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list, nil
}
