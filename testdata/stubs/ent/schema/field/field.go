// Package field has the signatures of the real one that scenarios need.
package field

import "entgo.io/ent/schema"

type Descriptor struct{}

func Int64(name string) *int64Builder   { panic(0) }
func String(name string) *stringBuilder { panic(0) }
func Time(name string) *timeBuilder     { panic(0) }

type int64Builder struct{}

func (*int64Builder) Unique() *int64Builder                                      { panic(0) }
func (*int64Builder) Default(i int64) *int64Builder                              { panic(0) }
func (*int64Builder) Nillable() *int64Builder                                    { panic(0) }
func (*int64Builder) Optional() *int64Builder                                    { panic(0) }
func (*int64Builder) Immutable() *int64Builder                                   { panic(0) }
func (*int64Builder) Annotations(annotations ...schema.Annotation) *int64Builder { panic(0) }
func (*int64Builder) Descriptor() *Descriptor                                    { panic(0) }

type stringBuilder struct{}

func (*stringBuilder) Unique() *stringBuilder                                      { panic(0) }
func (*stringBuilder) NotEmpty() *stringBuilder                                    { panic(0) }
func (*stringBuilder) Default(s string) *stringBuilder                             { panic(0) }
func (*stringBuilder) Nillable() *stringBuilder                                    { panic(0) }
func (*stringBuilder) Optional() *stringBuilder                                    { panic(0) }
func (*stringBuilder) Immutable() *stringBuilder                                   { panic(0) }
func (*stringBuilder) Annotations(annotations ...schema.Annotation) *stringBuilder { panic(0) }
func (*stringBuilder) Descriptor() *Descriptor                                     { panic(0) }

type timeBuilder struct{}

func (*timeBuilder) Nillable() *timeBuilder                                    { panic(0) }
func (*timeBuilder) Optional() *timeBuilder                                    { panic(0) }
func (*timeBuilder) Immutable() *timeBuilder                                   { panic(0) }
func (*timeBuilder) Default(fn any) *timeBuilder                               { panic(0) }
func (*timeBuilder) StorageKey(key string) *timeBuilder                        { panic(0) }
func (*timeBuilder) Annotations(annotations ...schema.Annotation) *timeBuilder { panic(0) }
func (*timeBuilder) Unique() *timeBuilder                                      { panic(0) }
func (*timeBuilder) Descriptor() *Descriptor                                   { panic(0) }
