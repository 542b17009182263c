import type { Language } from '#contract/languages.ts'
import { SENTENCE_CODES, type SentenceCode } from '#domain/glpi-sentences.ts'
import { foldLetters } from '../../ui/fold.ts'

/**
 * What a caller may read out where GLPI is in their language: our own choice of words, in no order, and none of GLPI's sentences.
 * What GLPI never translates, such as the words of cURL, is not here.
 */
const WORDS: Partial<Record<SentenceCode, Record<Exclude<Language, 'en'>, string>>> = {
  'connection-failed': {
    fr: 'connexion échec échoué échouée impossible si utilisez un proxy veuillez configurer',
    de: 'Verbindung fehlgeschlagen gescheitert falls wenn Sie einen Proxy verwenden benutzen bitte konfigurieren einrichten Fehler beim',
    es: 'conexión fallida falló fallado error si utiliza usa un servidor proxy por favor configure configúrelo ha',
    'pt-BR': 'conexão falhou falha ligação se usa você utiliza um proxy por favor configure',
    it: 'connessione fallita non riuscita se usi utilizzi si usa un proxy prego configuralo configurare configurarlo',
    pl: 'połączenie połączenia nieudane niepowodzenie błąd jeśli jeżeli używasz proxy skonfiguruj proszę',
  },
  'proxy-failed': {
    fr: 'échec connexion impossible connecter serveur proxy mandataire',
    de: 'Verbindung verbinden zum Proxy Server fehlgeschlagen nicht möglich konnte werden hergestellt Fehler',
    es: 'no se pudo error fallo falló al conectar conexión con el servidor proxy',
    'pt-BR': 'falha falhou erro ao conectar ligar conexão com servidor proxy',
    it: 'impossibile connettersi collegarsi connessione fallita errore non riuscita al server proxy',
    pl: 'nie udało można połączyć się połączenie błąd z serwerem proxy pośredniczącym niepowodzenie połączeniu',
  },
  'unable-to-fetch': {
    fr: 'impossible récupérer obtenir informations enregistrement',
    de: 'Registrierungsinformationen Registrierungsdaten Informationen Registrierung nicht abrufen abgerufen werden können konnten',
    es: 'no se puede pudo imposible obtener recuperar la información de registro',
    'pt-BR': 'não foi possível impossível incapaz obter buscar recuperar informações de registro',
    it: 'impossibile recuperare ottenere leggere le informazioni sulla registrazione',
    pl: 'nie można udało się pobrać uzyskać informacji danych o rejestracji rejestracyjnych',
  },
  invalid: {
    fr: 'la clé de souscription d’enregistrement est invalide pas valide',
    de: 'Registrierungsschlüssel Schlüssel ist ungültig nicht gültig',
    es: 'clave de registro no es válida inválida incorrecta',
    'pt-BR': 'chave de registro não é válida inválida',
    it: 'chiave di registrazione non è valida invalida',
    pl: 'klucz rejestracyjny rejestracji jest nieprawidłowy nieważny niepoprawny',
  },
  'other-instance': {
    fr: 'cette clé appartient à une autre instance',
    de: 'dieser Schlüssel gehört zu einer anderen Instanz',
    es: 'esta clave pertenece a otra instancia',
    'pt-BR': 'esta chave pertence a outra instância',
    it: 'questa chiave appartiene a un’altra istanza',
    pl: 'ten klucz należy do innej instancji',
  },
  terminated: {
    fr: 'la clé de souscription d’enregistrement se réfère correspond renvoie à un abonnement souscription terminé résilié expiré fait référence',
    de: 'Registrierungsschlüssel bezieht verweist gehört auf ein beendetes gekündigtes abgelaufenes Abonnement Abo',
    es: 'clave de registro se refiere corresponde a una suscripción terminada finalizada vencida cancelada',
    'pt-BR': 'chave de registro refere-se a uma assinatura subscrição terminada encerrada cancelada expirada',
    it: 'chiave di registrazione si riferisce a un abbonamento sottoscrizione terminato terminata scaduto scaduta',
    pl: 'klucz rejestracyjny odnosi odwołuje dotyczy się do zakończonej wygasłej subskrypcji',
  },
  valid: {
    fr: 'la clé de souscription d’enregistrement est valide',
    de: 'Registrierungsschlüssel Schlüssel ist gültig',
    es: 'clave de registro es válida',
    'pt-BR': 'chave de registro é válida',
    it: 'chiave di registrazione è valida',
    pl: 'klucz rejestracyjny rejestracji jest prawidłowy ważny poprawny',
  },
  'keeps-loading': {
    fr: 'rien la page charge toujours sans fin tourne chargement attente',
    de: 'nichts die Seite lädt immer weiter ewig dreht sich Ladevorgang',
    es: 'nada la página sigue cargando sin fin carga',
    'pt-BR': 'nada a página fica continua carregando sem fim',
    it: 'niente nulla la pagina continua a caricare caricamento senza fine',
    pl: 'nic strona ciągle wciąż się ładuje wczytuje bez końca',
  },
  'field-empty': {
    fr: 'le champ est vide de nouveau après avoir enregistré sauvegarde disparaît clé disparue',
    de: 'das Feld ist leer wieder nach dem Speichern Schlüssel verschwindet weg',
    es: 'el campo está vacío otra vez después de guardar la clave desaparece',
    'pt-BR': 'o campo está vazio de novo depois de salvar a chave desaparece some',
    it: 'il campo è vuoto di nuovo dopo aver salvato il salvataggio la chiave sparisce scompare',
    pl: 'pole jest puste znowu po zapisaniu zapisie klucz znika',
  },
  'no-save-button': {
    fr: 'pas de bouton sauvegarder enregistrer manque absent',
    de: 'kein Knopf Schaltfläche Button Speichern fehlt',
    es: 'no hay botón guardar grabar falta',
    'pt-BR': 'não há tem botão salvar gravar falta',
    it: 'non c’è pulsante bottone salva manca',
    pl: 'nie ma brak przycisku zapisz',
  },
  'not-valid': {
    fr: 'votre enregistrement inscription GLPI Network n’est pas valide',
    de: 'Ihre GLPI Network Registrierung ist nicht gültig ungültig',
    es: 'su registro en GLPI Network no es válido',
    'pt-BR': 'seu registro GLPI Network não é válido inválido',
    it: 'la tua registrazione GLPI Network non è valida',
    pl: 'twoja rejestracja GLPI Network jest nieprawidłowa nieważna nie poprawna',
  },
  'no-plugin-list': {
    fr: 'impossible récupérer obtenir liste des plugins greffons',
    de: 'Liste der Plugins Pluginliste nicht abrufen abgerufen werden kann konnte Erweiterungen',
    es: 'no se puede pudo imposible obtener recuperar la lista de plugins complementos',
    'pt-BR': 'não foi possível impossível incapaz obter buscar recuperar a lista de plugins plug-ins extensões',
    it: 'impossibile recuperare ottenere la lista elenco dei plugin plug-in',
    pl: 'nie można udało się pobrać uzyskać listy wtyczek',
  },
  'create-security-key': {
    fr: 'fichier clé de sécurité n’existe pas manquant absent créer générer',
    de: 'Sicherheitsschlüssel Datei existiert nicht fehlt erstellen erzeugen',
    es: 'archivo fichero clave de seguridad no existe falta crear generar',
    'pt-BR': 'arquivo ficheiro chave de segurança não existe falta criar gerar',
    it: 'file chiave di sicurezza non esiste manca creare generare',
    pl: 'plik klucza klucz bezpieczeństwa nie istnieje brak utworzyć wygenerować',
  },
  maintenance: {
    fr: 'le service est arrêté indisponible interrompu momentanément en maintenance inaccessible',
    de: 'der Dienst ist Service wegen Wartung Wartungsarbeiten nicht verfügbar vorübergehend außer Betrieb Wartungsmodus',
    es: 'el servicio está fuera inactivo detenido por en mantenimiento temporalmente deshabilitado',
    'pt-BR': 'o serviço está fora indisponível parado em para manutenção temporariamente desativado',
    it: 'il servizio è non disponibile fermo sospeso per in manutenzione temporaneamente',
    pl: 'usługa serwis niedostępna niedostępny przerwa prace konserwacja konserwacyjne techniczna z powodu wyłączony',
  },
  'update-needed': {
    fr: 'mise à jour nécessaire requise',
    de: 'Aktualisierung Update erforderlich notwendig nötig benötigt',
    es: 'actualización necesaria requerida se necesita actualizar',
    'pt-BR': 'atualização necessária requerida precisa atualizar',
    it: 'aggiornamento necessario richiesto',
    pl: 'wymagana potrzebna konieczna aktualizacja',
  },
  'sql-server': {
    fr: 'connexion au serveur SQL base de données impossible n’a pas pu être établie vérifiez',
    de: 'Verbindung zum SQL Server Datenbank konnte nicht hergestellt aufgebaut werden',
    es: 'conexión con el servidor SQL base de datos no se pudo establecer',
    'pt-BR': 'conexão ligação com ao servidor SQL banco de dados não pôde ser foi estabelecida',
    it: 'connessione al server SQL database impossibile non stata stabilita stabilire una',
    pl: 'połączenie połączenia z serwerem SQL bazą danych nie można udało się nawiązać',
  },
  'api-disabled': {
    fr: 'API désactivée désactivé',
    de: 'API deaktiviert ausgeschaltet abgeschaltet',
    es: 'API deshabilitada desactivada inhabilitada',
    'pt-BR': 'API desabilitada desativada',
    it: 'API disabilitata disabilitate disattivata',
    pl: 'API wyłączone wyłączony nieaktywne',
  },
  'user-token': {
    fr: 'paramètre user_token semble invalide incorrect',
    de: 'Parameter user_token scheint ungültig falsch zu sein',
    es: 'parámetro user_token parece inválido no válido incorrecto',
    'pt-BR': 'parâmetro user_token parece inválido incorreto',
    it: 'parametro user_token sembra non valido errato',
    pl: 'parametr user_token wydaje się być nieprawidłowy niepoprawny błędny',
  },
  'app-token': {
    fr: 'paramètre app_token semble invalide faux incorrect erroné manquant',
    de: 'Parameter app_token scheint ungültig falsch fehlerhaft fehlt fehlender zu sein',
    es: 'parámetro app_token parece inválido incorrecto erróneo falta',
    'pt-BR': 'parâmetro app_token parece inválido errado incorreto falta faltando',
    it: 'parametro app_token sembra non valido errato sbagliato mancante manca',
    pl: 'parametr app_token wydaje się być nieprawidłowy niepoprawny błędny brakuje',
  },
  'right-missing': {
    fr: 'vous n’avez pas la permission les droits pour effectuer cette action',
    de: 'Sie haben nicht keine Berechtigung Rechte für diese Aktion durchzuführen auszuführen',
    es: 'no tiene permiso permisos derechos para realizar ejecutar esta acción',
    'pt-BR': 'você não tem permissão direito para executar realizar esta ação',
    it: 'non hai i permessi il permesso diritti per eseguire questa azione',
    pl: 'nie masz uprawnień pozwolenia praw do wykonania tej czynności akcji',
  },
  'login-missing': {
    fr: 'paramètre paramètres login mot de passe password ou user_token manquant manquants absent',
    de: 'Parameter Anmeldung login Passwort password oder user_token fehlt fehlen',
    es: 'parámetro parámetros login usuario contraseña password o user_token falta faltan',
    'pt-BR': 'parâmetro parâmetros login senha password ou user_token falta faltam faltando ausente',
    it: 'parametro parametri login password o user_token mancano mancanti mancante',
    pl: 'brak brakuje parametru parametrów login hasło password lub user_token',
  },
}

/** So many letters of a word tell which one it is. */
const STEM = 5
/** And so many, while it is being typed, which one it may be. */
const BEGINNING = 3
/** The first words tell; the rest of a long sentence is said of much else. */
const MOST_WORDS = 8

const parts = (text: string): string[] => [
  ...new Set(
    foldLetters(text)
      .split(/[^\p{L}\p{N}_]+/u)
      .filter((word) => word.length > 1),
  ),
]

/** Whether a word that is being typed, or has another ending, is this one. A code such as ERROR_RIGHT_MISSING has no ending. */
const isSameWord = (known: string, typed: string): boolean =>
  known === typed ||
  (typed.length >= BEGINNING && known.startsWith(typed)) ||
  (known.length >= STEM && typed.startsWith(known) && !typed.includes('_'))

const has = (words: readonly string[], typed: string): boolean => words.some((word) => isSameWord(word, typed))

const KNOWN = SENTENCE_CODES.flatMap((code) =>
  Object.values(WORDS[code] ?? {}).map((words) => ({ code, words: parts(words) })),
)
const ANY = KNOWN.flatMap(({ words }) => words)

/** What a caller may be reading out of a GLPI in whatever language, the likeliest first. */
export function readOutOf(search: string): SentenceCode[] {
  const typed = parts(search).slice(0, MOST_WORDS)
  // a word that is said of nothing here tells nothing
  const telling = typed.filter((word) => has(ANY, word))
  if (telling.length < typed.length / 3) return []
  const likely = KNOWN.map(({ code, words }) => ({
    code,
    // the longer a word, the more it tells
    weight: telling.filter((word) => has(words, word)).join('').length,
    length: words.length,
  }))
    // between equals, the one with fewer other words
    .toSorted((one, other) => other.weight - one.weight || one.length - other.length)
  const best = likely[0]?.weight ?? 0
  return [...new Set(likely.filter(({ weight }) => weight > best / 2).map(({ code }) => code))]
}
