import { expect, test } from 'vitest'
import { glpiBase, legacyApi } from './address.ts'

const ROOT = 'https://glpi.example/'
const FOLDER = 'https://glpi.example/glpi/'

test.each<[string, string]>([
  ['https://glpi.example', ROOT],
  ['https://glpi.example/', ROOT],
  ['https://glpi.example/index.php', ROOT],
  ['https://glpi.example/index.php?noAUTO=1', ROOT],
  ['https://glpi.example/apirest.php', ROOT],
  ['https://glpi.example/apirest.php/', ROOT],
  ['https://glpi.example/apirest.php/initSession?get_full_session=true', ROOT],
  ['https://glpi.example/index.php/apirest.php', ROOT],
  ['https://glpi.example/api.php', ROOT],
  ['https://glpi.example/api.php/v1/', ROOT],
  ['https://glpi.example/api.php/v2.1/Setup/Config', ROOT],
  ['https://glpi.example/api.php/doc', ROOT],
  ['https://glpi.example/api/', ROOT],
  ['https://glpi.example/glpi/api', FOLDER],
  ['https://glpi.example/glpi/api/', FOLDER],
  ['https://glpi.example/glpi/api/initSession', FOLDER],
  ['https://glpi.example/glpi/api/v2/token', FOLDER],
  ['https://glpi.example/glpi/apirest', FOLDER],
  ['https://glpi.example/glpi/apirest/initSession', FOLDER],
  ['https://glpi.example/glpi', FOLDER],
  ['https://glpi.example/glpi//', FOLDER],
  ['https://glpi.example/glpi/front/config.form.php?forcetab=x', FOLDER],
  ['https://glpi.example/glpi/front/', FOLDER],
  ['https://glpi.example/glpi/ajax/common.tabs.php', FOLDER],
  ['https://glpi.example/glpi/public/', FOLDER],
  ['https://glpi.example/glpi/public/index.php', FOLDER],
  ['https://glpi.example/glpi/public/front/central.php', FOLDER],
  ['https://glpi.example/glpi/install/install.php', FOLDER],
  ['https://glpi.example/glpi/plugins/forms/front/wizard.php', FOLDER],
  ['https://glpi.example/glpi/marketplace/fields/front/container.php', FOLDER],
  ['https://glpi.example/glpi/Helpdesk', FOLDER],
  ['https://glpi.example/glpi/ServiceCatalog', FOLDER],
  ['https://glpi.example/glpi/ServiceCatalog/Items?page=2', FOLDER],
  ['https://glpi.example/glpi/Form/Render/3', FOLDER],
  ['https://glpi.example/glpi/Inventory', FOLDER],
  ['https://glpi.example/glpi/Knowbase/Search', FOLDER],
  ['https://glpi.example/glpi/stats', FOLDER],
  ['https://glpi.example/glpi/caldav.php/principals', FOLDER],
  ['https://glpi.example/glpi/status.php', FOLDER],
  // folders above it stay, whatever they are called
  ['https://intranet.example/it/helpdesk/front/central.php', 'https://intranet.example/it/helpdesk/'],
  ['https://intranet.example/api/glpi/front/central.php', 'https://intranet.example/api/glpi/'],
  ['https://intranet.example/public/glpi/index.php', 'https://intranet.example/public/glpi/'],
  ['https://intranet.example/inventory/', 'https://intranet.example/inventory/'],
  ['http://10.0.0.5:8443/glpi/front/central.php', 'http://10.0.0.5:8443/glpi/'],
  ['http://[2001:db8::5]:8080/apirest.php', 'http://[2001:db8::5]:8080/'],
  ['https://me:word@glpi.example/glpi/?x=1#y', FOLDER],
  // as people type it
  ['  https://glpi.example/glpi ', FOLDER],
  ['glpi.example/glpi', FOLDER],
  ['glpi.example', ROOT],
  ['glpi.example:8443/glpi/index.php', 'https://glpi.example:8443/glpi/'],
  ['localhost:8080', 'https://localhost:8080/'],
  ['10.0.0.5/glpi', 'https://10.0.0.5/glpi/'],
])('%s belongs to %s', (text, base) => expect(glpiBase(text)?.href).toBe(base))

test.each(['our GLPI', 'ftp://glpi.example', '', 'https://', 'glpi', 'mailto:me@glpi.example', 'javascript:alert(1)'])(
  '“%s” is no address',
  (text) => expect(glpiBase(text)).toBeNull(),
)

test.each([
  ['https://glpi.example/glpi/api.php/v1', 'https://glpi.example/glpi/api.php/v1/'],
  ['https://glpi.example/glpi/api.php', 'https://glpi.example/glpi/apirest.php/'],
  ['glpi.example/glpi/api/', 'https://glpi.example/glpi/apirest.php/'],
])('the legacy API of %s is at %s', (text, api) => expect(legacyApi(text)?.href).toBe(api))
