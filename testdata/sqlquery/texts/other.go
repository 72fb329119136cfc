package texts

const inOtherFile = `DELETE FROM jobs WHERE due < $1` // want `DELETE jobs: due < id`
