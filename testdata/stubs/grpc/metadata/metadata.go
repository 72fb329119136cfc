// Package metadata has the signatures of grpc-go's metadata.
package metadata

import "context"

type MD map[string][]string

func AppendToOutgoingContext(ctx context.Context, kv ...string) context.Context { panic(0) }
func NewOutgoingContext(ctx context.Context, md MD) context.Context             { panic(0) }
