// Package notify tells customers and partners.
package notify

import (
	"net/http"

	"example.com/postoffice"
)

// Welcome mails a new customer.
func Welcome(email string) error { return postoffice.Send(email, "welcome") }

// CRM calls the partner's service.
func CRM(email string) error {
	resp, err := http.PostForm("https://crm.example.com/customers", map[string][]string{"email": {email}})
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
