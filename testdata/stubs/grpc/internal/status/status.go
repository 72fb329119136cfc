// Package status has the status that grpc-go's status is an alias of.
package status

import "google.golang.org/grpc/codes"

type Status struct{}

func (s *Status) Code() codes.Code { panic(0) }
func (s *Status) Err() error       { panic(0) }
func (s *Status) Message() string  { panic(0) }
