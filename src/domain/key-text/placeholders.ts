/** Longer texts are more than a place to be filled in. */
const LONGEST = 400
/** A name in front of it, as in a file of settings: `key: …`, `export KEY=…`, `"key": …`. */
const LABEL =
  /^(?:(?:export|set|setx|env|-e|--env|-|const|let|var)\s+)*["'`$]{0,2}[\p{L}\d_. -]{1,60}["'`]?\s*(?:=>|:=|[:=])\s*/u
const EDGES = /^[\s"'`“”„«»‘’;,]+|[\s"'`“”„«»‘’;,]+$/gu

const KEY_WORD =
  '(?:keys?|token|secret|licen[cs]e|value|here|clés?|jeton|valeur|ici|schlüssel|wert|hier|claves?|valor|aquí|aqui|chaves?|chiave|qui|sleutel|placeholder|registration)'
/** Whole texts that are placeholders for a key. */
const SHAPES: RegExp[] = [
  // variables of shells, templates and pipelines
  /^\$\{[^{}]+\}$|^\$\{\{[^{}]+\}\}$|^\$\([^()]+\)$|^%\(?[A-Za-z_][\w.-]*(?:%|\)s)$|^![A-Za-z_]\w*!$/,
  /^\$(?:env:)?(?:[A-Z_][A-Z\d_]*|\w*(?:key|token|secret|licen[cs]e)\w*)$/i,
  /^\{\{[^]+\}\}$|^\{%[^]+%\}$|^<%[^]+%>$|^#\{[^{}]+\}#?$|^@@?[A-Za-z_][\w.-]*@@?$|^__[A-Za-z]\w*?__$|^\[\[[^]+\]\]$|^\{\$?[A-Za-z_][\w. -]*\}$/,
  /^%[sd@]$|^\$\d$|^:[a-z_]+$/,
  // references to a vault, and what a vault made of the secret
  /^op:\/\/[^\r\n]+$/i,
  /^(?:vault|ref\+\w+|secrets?|bao|akv|gcpsm|awssm|aws-?sm|ssm|keyring|keychain|keepass|bws|bitwarden|doppler|infisical|file|env|kms|gsm|azurekeyvault|pass):\/\/\S+$/i,
  /^(?:op|vault|ref\+\w+|awssm|aws-?sm|ssm|gcpsm|secretref|keyvault|docker-secret|env):[a-z_/.][\w/.#:@-]*$/i,
  /^arn:aws[\w-]*:(?:secretsmanager|ssm|kms):\S+$|^projects\/[^/\s]+\/secrets\/\S+$|^https?:\/\/[\w.-]+\.vault\.azure\.net\/\S*$|^@Microsoft\.KeyVault\([^]*\)$/i,
  /^\$ANSIBLE_VAULT;|^!vault\b|^ENC(?:\[[^]*\]|\([^]*\))$|^\{cipher\}|^!(?:ENV|Ref|Sub|GetAtt|secret|env_var)\b|^\{\{resolve:/i,
  /^\/(?:run|var\/run)\/secrets\/\S+$|^(?:process\.env|os\.environ|System\.getenv|getenv|env|import\.meta\.env|secrets|vars|var|local|data|inputs|values)(?:\.|\[|\()\S+$/i,
  // what programs write for nothing
  /^(?:null|nil|none|undefined|nan|n\/?a|void|empty|unset|unknown|true|false|\(null\)|\(none\)|\(not set\)|\(unset\)|<nil>|<none>|<null>|<unset>|<no value>|<unknown>|-|--)$/i,
  /^\[object \w+\]$|^system\.[\w.]+$|^\\?"\\?"$/i,
  // words of an example
  /^(?:x{3,}|X{3,}|(?:[xX]{2,}[-_ ]){1,}[xX]{2,}|\?{3,}|_{3,}|-{3,}|0{6,}|1234567890*|abcdefg?h?)$/,
  /^[<[({]?(?:change|replace|fill|set|update|edit|insert|paste|enter|put|add|type|copy|your|my|the|some|example|sample|dummy|fake|demo|test|todo|fixme|tbd|tbc|redacted|masked|hidden|removed|secret|placeholder|foobar|lorem|votre|ma|mettre|coller|saisir|remplacer|ihre?n?|mein|dein|hier|tu|su|seu|sua|poner|pegar|colar|inserir|uw|vul)(?:[-_ .]?(?:it|me|this|that|in|with|by|the|your|my|our|a|own|real|actual|glpi|network|registration|subscription|api|des?|du|la|le|el|o|un|una|uma|in|einfügen|enregistrement|registrierungs|registro|registo|d|d’enregistrement|d'enregistrement|KEYWORD)){0,8}[>\])}]?[.!…]*$/i,
  /^<(?=[^<>]*(?:[ _-]|KEYWORD))[^<>@]{2,80}>$|^<[A-Z]{2,40}>$|^\[(?=[^[\]]*(?:[ _-]|KEYWORD))[^[\]@]{2,60}\]$/i,
  /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*_(?:KEY|TOKEN|SECRET|LICEN[CS]E)(?:_[A-Z0-9]+)*$|^(?:GLPI|REGISTRATION|LICEN[CS]E|API)[_-]?KEY$/,
].map((shape) => new RegExp(shape.source.replace('KEYWORD', KEY_WORD), shape.flags))

/** Blocks of a vault have many lines. */
const VAULT =
  /^\s*(?:[\w.-]{1,200}\s*:\s*)?(?:!vault\s*\|?\s*)?\$ANSIBLE_VAULT;\d|^\s*(?:[\w.-]{1,200}\s*:\s*)?["']?ENC\[AES256/

/** A variable, template or reference that was never filled in, or the words of an example. */
export function isPlaceholder(text: string): boolean {
  if (VAULT.test(text)) return true
  if (text.length > LONGEST) return false
  const bare = trimmed(text)
  return isShaped(bare) || isShaped(trimmed(bare.replace(LABEL, '')))
}

const trimmed = (text: string): string => text.trim().replace(EDGES, '')

const isShaped = (text: string): boolean => text !== '' && SHAPES.some((shape) => shape.test(text))
