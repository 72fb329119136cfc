// Package storage has the signatures of Google Cloud Storage.
package storage

import "context"

type Client struct{}

func (c *Client) Bucket(name string) *BucketHandle

type BucketHandle struct{}

func (b *BucketHandle) Object(name string) *ObjectHandle

type ObjectHandle struct{}

func (o *ObjectHandle) Delete(ctx context.Context) (err error)
