// Package entsql has the signatures of the real one that scenarios need.
package entsql

type Annotation struct {
	Schema  string
	Table   string
	Default string
}

func (Annotation) Name() string { panic(0) }

func Default(literal string) *Annotation { panic(0) }

type IndexAnnotation struct {
	Where string
}

func IndexWhere(pred string) *IndexAnnotation { panic(0) }

func (IndexAnnotation) Name() string { panic(0) }
