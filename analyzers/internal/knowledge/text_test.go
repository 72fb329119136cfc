package knowledge

import (
	"strings"
	"testing"
)

// TestTextsIndexed holds that a text is known by each name of each type.
func TestTextsIndexed(t *testing.T) {
	for _, lib := range libraries {
		of := map[key]Text{}
		for _, text := range lib.Texts {
			for typ := range fieldsOrEmpty(text.Type) {
				for name := range strings.FieldsSeq(text.Name) {
					k := key{lib.Path, typ, name}
					if _, ok := of[k]; ok {
						t.Errorf("%v stands twice", k)
					}
					of[k] = text
					if got, ok := textTable().funcs[k]; !ok || got.SQL != text.SQL || got.Clause != text.Clause {
						t.Errorf("%v is not known", k)
					}
				}
			}
		}
	}
}
