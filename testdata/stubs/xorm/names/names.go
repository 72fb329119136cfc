// Package names has the signatures of the real one that scenarios need.
package names

type Mapper interface {
	Obj2Table(string) string
	Table2Obj(string) string
}
