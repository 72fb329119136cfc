// Package cron has the signatures of robfig/cron.
package cron

import "context"

type Option func(*Cron)

type EntryID int

type Cron struct{}

func New(opts ...Option) *Cron

func (c *Cron) AddFunc(spec string, cmd func()) (EntryID, error)
func (c *Cron) Start()
func (c *Cron) Stop() context.Context
