// A club's players were told one by one, off the list that then was to be linked again: the club had none.

package clubs

import (
	"context"
	"slices"

	"github.com/datavet/datavet/testdata/trackedslice/clubs/ent"
)

func tell(*ent.Player) error { return nil }

func relinkDrained(ctx context.Context, client *ent.Client) error {
	club, err := client.Club.Query().WithPlayers().Only(ctx)
	if err != nil {
		return err
	}
	players := club.Edges.Players
	for len(players) > 0 {
		if err := tell(players[0]); err != nil {
			return err
		}
		players = players[1:]
	}
	return club.Update().ClearPlayers().AddPlayers(players...).Exec(ctx) // want `unlinked`
}

func relinkAll(ctx context.Context, client *ent.Client) error {
	club, err := client.Club.Query().WithPlayers().Only(ctx)
	if err != nil {
		return err
	}
	for _, player := range club.Edges.Players {
		if err := tell(player); err != nil {
			return err
		}
	}
	return club.Update().ClearPlayers().AddPlayers(club.Edges.Players...).Exec(ctx)
}

func relinkRequested(ctx context.Context, client *ent.Client, id int, players []int) error {
	return client.Club.UpdateOneID(id).ClearPlayers().AddPlayerIDs(players...).Exec(ctx)
}

// ent writes nothing of the edges that it loaded.
func edgesInMemory(ctx context.Context, client *ent.Client) (*ent.Club, error) {
	club, err := client.Club.Query().WithPlayers().Only(ctx)
	if err != nil {
		return nil, err
	}
	club.Edges.Players = slices.DeleteFunc(club.Edges.Players, func(p *ent.Player) bool { return p.Email == "" })
	return club, club.Update().SetName("x").Exec(ctx)
}
