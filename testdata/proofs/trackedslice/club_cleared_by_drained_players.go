// A club's players were told one by one, off the list that then was to be linked again: the club had none.

package trackedslice

import (
	"context"

	"github.com/datavet/datavet/testdata/proofs/trackedslice/ent"
	"github.com/datavet/datavet/testdata/proofs/trackedslice/ent/club"
)

// Clubs links players by ent.
type Clubs struct {
	client *ent.Client
	tell   func(*ent.Player) error
}

// RelinkDrained links what is left of the list: nothing.
func (c *Clubs) RelinkDrained(ctx context.Context, id int) error {
	found, err := c.client.Club.Query().Where(club.ID(id)).WithPlayers().Only(ctx)
	if err != nil {
		return err
	}
	players := found.Edges.Players
	for len(players) > 0 {
		if err := c.tell(players[0]); err != nil {
			return err
		}
		players = players[1:]
	}
	return found.Update().ClearPlayers().AddPlayers(players...).Exec(ctx)
}

// RelinkAll links the whole list.
func (c *Clubs) RelinkAll(ctx context.Context, id int) error {
	found, err := c.client.Club.Query().Where(club.ID(id)).WithPlayers().Only(ctx)
	if err != nil {
		return err
	}
	for _, player := range found.Edges.Players {
		if err := c.tell(player); err != nil {
			return err
		}
	}
	return found.Update().ClearPlayers().AddPlayers(found.Edges.Players...).Exec(ctx)
}
