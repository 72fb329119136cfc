// Package errors has the signatures of Kubernetes' API errors.
package errors

func IsAlreadyExists(err error) bool   { panic(0) }
func IsConflict(err error) bool        { panic(0) }
func IsNotFound(err error) bool        { panic(0) }
func IsServerTimeout(err error) bool   { panic(0) }
func IsTooManyRequests(err error) bool { panic(0) }
