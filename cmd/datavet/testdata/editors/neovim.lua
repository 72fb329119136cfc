-- Opens a file with a finding, takes the suppression that is offered, writes a
-- reason, and says in the file result what happened.
local result = {}
local function note(...) table.insert(result, table.concat({ ... }, ' ')) end

local function diagnostics(want)
	vim.wait(60000, function() return want(vim.diagnostic.get(0)) end, 20)
	for _, d in ipairs(vim.diagnostic.get(0)) do
		note(d.lnum + 1 .. ':' .. d.col + 1, d.source, d.code or '', d.message)
	end
end

local ok, err = pcall(function()
	vim.cmd('edit signup/signup.go')
	local config = { name = 'datavet', cmd = { 'datavet', 'lsp' }, root_dir = vim.fn.getcwd() }
	if vim.lsp.start then
		vim.lsp.start(config)
	else -- before 0.8
		vim.lsp.buf_attach_client(0, vim.lsp.start_client(config))
	end
	diagnostics(function(list) return #list > 0 end)

	local at = vim.diagnostic.get(0)[1]
	local place = { line = at.lnum, character = at.col }
	local params = {
		textDocument = vim.lsp.util.make_text_document_params(),
		range = { start = place, ['end'] = place },
		context = { diagnostics = {} },
	}
	for _, answer in pairs(vim.lsp.buf_request_sync(0, 'textDocument/codeAction', params, 10000)) do
		for _, action in ipairs(answer.result) do
			note(action.kind, action.title)
			vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
		end
	end
	vim.cmd('silent write')
	diagnostics(function(list) return list[1] and list[1].message:find('without a reason') end)

	vim.cmd([[silent %s/ignore enqueueintx $/ignore enqueueintx a double is harmless/]])
	vim.cmd('silent write')
	diagnostics(function(list) return #list == 0 end)
	note('end')
end)
if not ok then note(tostring(err)) end
vim.fn.writefile(result, 'result')
vim.cmd('qall!')
