package schema

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestNames holds the names that the libraries make of words against
// testdata/schema/names, where a test asks the libraries.
func TestNames(t *testing.T) {
	words := strings.Fields(`
		User UserID userID HTTPServer APIKey UserAPIKeyV2 OAuth2Token JSONData XMLHTTPRequest A AB ABC aB Id ID IDs UUIDv4 IPAddress MyIPs
		Category Person SalesPerson Child GrandChild Man Human Woman Status OrderStatus Alias Bus Box Quiz Matrix Index UserIndex Vertex
		Analysis Basis Datum Media Data News Series Species Money Rice Fish Sheep Police Equipment Information Mouse Louse Ox Axis Octopus Virus
		Knife Life Wife Half Shelf Leaf Roof Proof Safe Cafe Staff Day Key Toy City Soliloquy Hero Potato Tomato Buffalo Photo Church Dish Class
		Process Address Access Bonus Campus Criterion Stadium Quantum Album Schema Quota Beta Delta Move Sex Hive Archive Movie Zombie
		User2 V2 Item3D Foo_Bar foo_bar _private S3Bucket CPUUsage TTLSeconds UTF8Name SSHKeys Users Companies Boxes Indices People
		EntitlementV2 LLMCostPrice TaxCode UsageReset Tbl_Name DeletedAt deleted_at created_by_id tenant-id`)
	type names struct {
		GORM, Plural, GORMTable   string
		Bun                       string
		Xorm, Gonic               string
		Ent, EntPlural, EntPascal string
		GORMIndex                 string
	}
	all := map[string]names{}
	for _, w := range words {
		all[w] = names{
			GORM: gormName(w), Plural: plural(strings.ToLower(w)), GORMTable: plural(gormName(w)), GORMIndex: gormKey("idx", "some_table", gormName(w)),
			Bun: bunName(w), Xorm: xormName(w), Gonic: xormGonicName(w),
			Ent: entName(w), EntPlural: entPlural(w), EntPascal: entPascal(w),
		}
	}
	got, err := json.MarshalIndent(all, "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	file := filepath.Join(likeLibraries, "names", "names.json")
	if *update {
		if err := os.WriteFile(file, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("%s differs: run go test ./analyzers/internal/schema -run TestNames -update, and read the change", file)
	}
}
