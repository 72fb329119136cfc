// Package parcels announced a parcel again each time that its job was tried: the
// repository and the mailer, which the command gives it, are implemented
// elsewhere.
package parcels

import (
	"context"
	"log"

	"github.com/hibiken/asynq"
)

// Parcels is implemented by package store.
type Parcels interface {
	Add(ctx context.Context, order string) error
	Put(ctx context.Context, order string) error
	Mark(ctx context.Context, order string) error
	Split(ctx context.Context, order string) error
}

// Letters is implemented by package mailer.
type Letters interface {
	Send(ctx context.Context, to string) error
}

// Notes are implemented by package mailer, too.
type Notes interface {
	Note(ctx context.Context, what string) error
}

// Claims are implemented by package store twice, and both don't do the same.
type Claims interface {
	Claim(ctx context.Context, order string) error
}

// Handler handles jobs.
type Handler struct {
	parcels Parcels
	letters Letters
	notes   Notes
	claims  Claims
}

// New returns a handler.
func New(parcels Parcels, letters Letters, notes Notes, claims Claims) *Handler {
	return &Handler{parcels, letters, notes, claims}
}

func (h *Handler) announce(ctx context.Context, task *asynq.Task) error {
	order := string(task.Payload())
	if err := h.letters.Send(ctx, order); err != nil {
		return err
	}
	return h.parcels.Mark(ctx, order) // want `this may fail after a mail was sent: the job runs again`
}

func (h *Handler) add(ctx context.Context, task *asynq.Task) error {
	order := string(task.Payload())
	if err := h.parcels.Add(ctx, order); err != nil {
		return err
	}
	return h.letters.Send(ctx, order) // want `this may fail after a row was inserted`
}

func (h *Handler) announceAll(ctx context.Context, task *asynq.Task) error {
	for _, to := range task.Payload() {
		if err := h.letters.Send(ctx, string(to)); err != nil { // want `a later round may fail after a mail was sent`
			return err
		}
	}
	return nil
}

func (h *Handler) split(ctx context.Context, task *asynq.Task) error {
	return h.parcels.Split(ctx, string(task.Payload())) // want `Split may fail after a row was inserted`
}

// Near misses.

func (h *Handler) put(ctx context.Context, task *asynq.Task) error {
	order := string(task.Payload())
	if err := h.parcels.Put(ctx, order); err != nil {
		return err
	}
	return h.letters.Send(ctx, order)
}

func (h *Handler) markFirst(ctx context.Context, task *asynq.Task) error {
	order := string(task.Payload())
	if err := h.parcels.Mark(ctx, order); err != nil {
		return err
	}
	return h.letters.Send(ctx, order)
}

func (h *Handler) announceThenLog(ctx context.Context, task *asynq.Task) error {
	order := string(task.Payload())
	if err := h.letters.Send(ctx, order); err != nil {
		return err
	}
	if err := h.parcels.Mark(ctx, order); err != nil {
		log.Print(err)
	}
	return nil
}

func (h *Handler) note(ctx context.Context, task *asynq.Task) error {
	order := string(task.Payload())
	if err := h.notes.Note(ctx, order); err != nil {
		return err
	}
	return h.parcels.Mark(ctx, order)
}

func (h *Handler) claim(ctx context.Context, task *asynq.Task) error {
	order := string(task.Payload())
	if err := h.claims.Claim(ctx, order); err != nil {
		return err
	}
	return h.parcels.Mark(ctx, order)
}

func (h *Handler) announceIgnored(ctx context.Context, task *asynq.Task) error {
	order := string(task.Payload())
	if err := h.letters.Send(ctx, order); err != nil {
		return err
	}
	//datavet:ignore halfplayed a second letter costs nothing
	return h.parcels.Mark(ctx, order)
}
