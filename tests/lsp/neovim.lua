-- Driven by test_neovim.py: what somebody does in Neovim, and what comes of it, as JSON.
-- Only what both the oldest and the newest Neovim that are tried have.

local seen = {}
local patience = 20000
local encoding

local function wait(done)
  return vim.wait(patience, done, 20)
end

local function ask(method, params)
  local answers = vim.lsp.buf_request_sync(0, method, params, patience) or {}
  for _, answer in pairs(answers) do
    seen.refused = answer.error and answer.error.message
    return answer.result
  end
end

local function place(words, within)
  local lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)
  for number, line in ipairs(lines) do
    local at = line:find(words, 1, true)
    if at then
      local inner = line:find(within or words, at, true)
      local _, character = vim.str_utfindex(line:sub(1, inner))
      return { line = number - 1, character = encoding == "utf-8" and inner or character }
    end
  end
end

local function at(position)
  return { textDocument = vim.lsp.util.make_text_document_params(), position = position }
end

local function codes()
  local found = {}
  for _, one in ipairs(vim.diagnostic.get(0)) do
    found[#found + 1] = one.code or (one.user_data and one.user_data.lsp and one.user_data.lsp.code)
  end
  return found
end

local function has(code)
  return vim.tbl_contains(codes(), code)
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
end

local function work()
  local start = vim.lsp.start_client or function(config)
    return vim.lsp.start(config, { attach = false })
  end
  local command = vim.split(vim.env.KPS_SERVER, " ")
  local client = start({ name = "kps", cmd = command, root_dir = vim.fn.getcwd() })

  vim.cmd("edit politirad/4205-lindesnes/moter/2026-12-03.yaml")
  vim.lsp.buf_attach_client(0, client)

  -- a slip is told of while it is typed
  vim.cmd("%s/status: planlagt/status: planlakt/")
  seen.told = wait(function() return has("D002") end)
  encoding = vim.lsp.get_client_by_id(client).offset_encoding

  -- and mended by the quick fix
  local line = place("status: planlakt").line
  local range = { start = { line = line, character = 0 }, ["end"] = { line = line, character = 20 } }
  local actions = ask("textDocument/codeAction", {
    textDocument = vim.lsp.util.make_text_document_params(),
    range = range,
    context = { diagnostics = {} },
  })
  for _, action in ipairs(actions or {}) do
    if action.isPreferred then
      seen.title = action.title
      vim.lsp.util.apply_workspace_edit(action.edit, encoding)
    end
  end
  seen.mended = text():find("status: planlagt", 1, true) ~= nil
  seen.gone = wait(function() return not has("D002") end)

  -- a key is completed
  vim.api.nvim_buf_set_lines(0, -1, -1, false, { "nes" })
  local last = vim.api.nvim_buf_line_count(0)
  local items = ask("textDocument/completion", at({ line = last - 1, character = 3 }))
  for _, item in ipairs(items.items) do
    if item.label == "neste_møte" then
      vim.lsp.util.apply_text_edits({ item.textEdit }, vim.api.nvim_get_current_buf(), encoding)
    end
  end
  seen.completed = vim.api.nvim_buf_get_lines(0, last - 1, last, false)[1]
  vim.cmd("undo")

  -- the name is changed wherever it stands
  local renamed = ask("textDocument/rename", vim.tbl_extend("force", at(place("møteleder: Hege", "Hege")), { newName = "Hege Ås" }))
  vim.lsp.util.apply_workspace_edit(renamed, encoding)
  seen.renamed = text():find("møteleder: Hege Ås", 1, true) ~= nil

  -- an action leads to where it was set
  local found = ask("textDocument/definition", at(place("tiltak: 2026-06-11/7.1", "7.1")))
  local show = vim.lsp.util.show_document or function(location) return vim.lsp.util.jump_to_location(location, encoding) end
  show(found[1], encoding, { focus = true })
  seen.went = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(0), ":t") .. ": " .. vim.trim(vim.api.nvim_get_current_line())
end

local done, fault = pcall(work)
seen.fault = not done and tostring(fault) or nil
vim.fn.writefile({ vim.json.encode(seen) }, vim.env.KPS_SEEN)
vim.cmd("qall!")
