// Nodes that an API had given no expiry were deleted: time.Unix(0, 0) isn't the zero time.

package fields

import "time"

// An APINode is a node as the API has it: 0 is never.
type APINode struct {
	Name    string `json:"name"`
	Expires int64  `json:"expires"`
}

// A Node is a node as it is kept.
type Node struct {
	Name      string    `json:"name"`
	ExpiresAt time.Time `json:"expires_at"`
}

func (n *APINode) node() Node {
	return Node{Name: n.Name, ExpiresAt: time.Unix(n.Expires, 0)}
}

func expiredNodes(nodes []Node, now time.Time) (expired []Node) {
	for _, n := range nodes {
		if !n.ExpiresAt.IsZero() && n.ExpiresAt.Before(now) { // want `may be 1970, not the zero time`
			expired = append(expired, n)
		}
	}
	return expired
}

// expiredNodesByNumber sees 1970, too.
func expiredNodesByNumber(nodes []Node, now time.Time) (expired []Node) {
	for _, n := range nodes {
		if n.ExpiresAt.Unix() > 0 && n.ExpiresAt.Before(now) {
			expired = append(expired, n)
		}
	}
	return expired
}

func endless(n *APINode) bool {
	return time.Unix(n.Expires, 0).IsZero() // want `isn't true of 0: that is 1970`
}

func endlessByNumber(n *APINode) bool {
	return n.Expires == 0
}

// A Peer's expiry is converted where it isn't 0.
type Peer struct {
	Name      string    `json:"name"`
	ExpiresAt time.Time `json:"expires_at"`
}

func (n *APINode) peer() Peer {
	p := Peer{Name: n.Name}
	if n.Expires != 0 {
		p.ExpiresAt = time.Unix(n.Expires, 0)
	}
	return p
}

func expiredPeers(peers []Peer, now time.Time) (expired []Peer) {
	for _, p := range peers {
		if !p.ExpiresAt.IsZero() && p.ExpiresAt.Before(now) {
			expired = append(expired, p)
		}
	}
	return expired
}

// A Route's expiry is converted as it comes, in UTC.
type Route struct {
	ExpiresAt time.Time `json:"expires_at"`
}

func (n *APINode) route() (r Route) {
	r.ExpiresAt = time.Unix(n.Expires, 0).UTC()
	return r
}

func (r *Route) expired(now time.Time) bool {
	return !r.ExpiresAt.IsZero() && r.ExpiresAt.Before(now) // want `may be 1970, not the zero time`
}

// APIStation and Station tell when a node was last heard of: never is long ago,
// and 1970 means the same.
type APIStation struct {
	LastSeen int64 `json:"last_seen"`
}

type Station struct {
	LastSeen time.Time `json:"last_seen"`
}

func (s *APIStation) station() Station { return Station{LastSeen: time.Unix(s.LastSeen, 0)} }

func silentStations(stations []Station) (silent []Station) {
	for _, s := range stations {
		if time.Since(s.LastSeen) > time.Hour {
			silent = append(silent, s)
		}
	}
	return silent
}

func (s *Station) unheard() bool { return s.LastSeen.IsZero() }
