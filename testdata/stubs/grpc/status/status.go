// Package status has the signatures of grpc-go's status.
package status

import (
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/internal/status"
)

type Status = status.Status

func Code(err error) codes.Code            { panic(0) }
func Convert(err error) *Status            { panic(0) }
func FromError(err error) (*Status, bool)  { panic(0) }
func Error(c codes.Code, msg string) error { panic(0) }
