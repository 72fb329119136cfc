// Package index has the signatures of the real one that scenarios need.
package index

import "entgo.io/ent/schema"

type Builder struct{}

func Fields(fields ...string) *Builder { panic(0) }
func Edges(edges ...string) *Builder   { panic(0) }

func (*Builder) Fields(fields ...string) *Builder                      { panic(0) }
func (*Builder) Edges(edges ...string) *Builder                        { panic(0) }
func (*Builder) Unique() *Builder                                      { panic(0) }
func (*Builder) StorageKey(key string) *Builder                        { panic(0) }
func (*Builder) Annotations(annotations ...schema.Annotation) *Builder { panic(0) }
func (*Builder) Descriptor() *Descriptor                               { panic(0) }

type Descriptor struct{}
