// Package storage has the signatures of Google Cloud Storage.
package storage

import "context"

type Client struct{}

func (c *Client) Bucket(name string) *BucketHandle { panic(0) }

type BucketHandle struct{}

func (b *BucketHandle) Object(name string) *ObjectHandle { panic(0) }

type ObjectHandle struct{}

func (o *ObjectHandle) Delete(ctx context.Context) (err error) { panic(0) }
