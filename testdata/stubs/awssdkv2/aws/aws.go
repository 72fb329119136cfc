// Package aws has the signatures that the services of the AWS SDK share.
package aws

type Config struct{ Region string }

func String(v string) *string { panic(0) }
