// SPDX-License-Identifier: MIT
// The JavaScript half of BrowserStorage: one IndexedDB database per store, one record per key,
// {revision, bytes, by, turn}. A save compares and sets in one readwrite transaction. Answers wait in a list
// until the engine polls; `Module.onAnswer` tells the host that there is something to poll for.
//
// A page that is left takes its open transactions with it. So what must not be lost is noted in
// localStorage, which is done at once, until it is saved. A load that finds a note writes it, if nobody
// has written since but the same page, and that earlier: turns count its notes.
addToLibrary({
  $vitrineStorages: {},

  $vitrineWake: () => Module['onAnswer']?.(),

  $vitrineAnswer__deps: ['$vitrineWake'],
  $vitrineAnswer: (storage, answer) => {
    if (storage.closed) return;
    storage.answers.push(answer);
    vitrineWake();
  },

  $vitrineFailed__deps: ['$vitrineAnswer'],
  $vitrineFailed: (storage, key, reason) => {
    vitrineAnswer(storage, {
      'kind': 'failed',
      'key': key,
      'revision': 0,
      'error': { 'code': 'storage_unavailable', 'field': '', 'message': String(reason?.name ?? reason) },
    });
  },

  // A record that something else has damaged counts as the first of its kind.
  $vitrineRevision: (record) => (Number.isSafeInteger(record?.['revision']) ? record['revision'] : 0),

  $vitrineNotePlace: (storage, key) => 'vitrine:' + storage.name + ':' + key,

  $vitrineNoted__deps: ['$vitrineNotePlace'],
  $vitrineNoted: (storage, key) => {
    try {
      return localStorage.getItem(vitrineNotePlace(storage, key));
    } catch {
      return null;
    }
  },

  // Unless it says something else by now.
  $vitrineForgetNote__deps: ['$vitrineNoted', '$vitrineNotePlace'],
  $vitrineForgetNote: (storage, key, note) => {
    if (note !== null && vitrineNoted(storage, key) === note) {
      localStorage.removeItem(vitrineNotePlace(storage, key));
    }
  },

  // The record that a note makes of this one, or nothing: it is done, or somebody has written since.
  $vitrineAfterNote__deps: ['$vitrineRevision'],
  $vitrineAfterNote: (record, text) => {
    let note = null;
    try {
      note = JSON.parse(text);
    } catch {
      // Nothing of ours.
    }
    const revision = vitrineRevision(record);
    if (typeof note?.['by'] !== 'string' || typeof note['bytes'] !== 'string') return null;
    const isLater = note['by'] === record?.['by'] && note['turn'] > record['turn'];
    if (note['revision'] !== revision && !isLater) return null;
    return { 'revision': revision + 1, 'bytes': note['bytes'], 'by': note['by'], 'turn': note['turn'] };
  },

  $vitrineTellTabs: (storage, key, revision) => {
    if (!storage.closed) storage.channel?.postMessage({ 'key': key, 'revision': revision });
  },

  // The connection, opened at first use and again after the browser has closed it.
  $vitrineConnect: (storage) => {
    storage.connection ??= new Promise((resolve, reject) => {
      const opening = indexedDB.open(storage.name, 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('records');
      opening.onblocked = () => reject(new Error('blocked'));
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const database = opening.result;
        const forget = () => (storage.connection = null);
        database.onclose = forget;
        database.onversionchange = () => {
          database.close();
          forget();
        };
        resolve(database);
      };
    }).catch((reason) => {
      storage.connection = null;
      throw reason;
    });
    return storage.connection;
  },

  vitrineStorageOpen__deps: ['$vitrineStorages', '$vitrineAnswer', '$UTF8ToString'],
  vitrineStorageOpen: (name) => {
    let handle = 1;
    while (vitrineStorages[handle]) handle++;
    const page = String(Math.random());
    const storage = {
      name: UTF8ToString(name), page, turn: 0, notes: {}, answers: [], connection: null, closed: false, channel: null,
    };
    vitrineStorages[handle] = storage;
    try {
      storage.channel = new BroadcastChannel('vitrine:' + storage.name);
      storage.channel.onmessage = ({ data }) =>
        vitrineAnswer(storage, { 'kind': 'changed', 'key': data['key'], 'revision': data['revision'] });
    } catch {
      // Without it other tabs learn of a change when they next write or wake.
    }
    return handle;
  },

  vitrineStorageClose__deps: ['$vitrineStorages'],
  vitrineStorageClose: (handle) => {
    const storage = vitrineStorages[handle];
    delete vitrineStorages[handle];
    storage.closed = true;
    storage.channel?.close();
    storage.connection?.then((database) => database.close(), () => {});
  },

  vitrineStorageLoad__deps: [
    '$vitrineStorages', '$vitrineConnect', '$vitrineAnswer', '$vitrineFailed', '$vitrineRevision', '$vitrineNoted',
    '$vitrineAfterNote', '$vitrineForgetNote', '$vitrineTellTabs', '$UTF8ToString',
  ],
  vitrineStorageLoad: (handle, keyText) => {
    const storage = vitrineStorages[handle];
    const key = UTF8ToString(keyText);
    const read = (database, note) => {
      const transaction = database.transaction('records', note === null ? 'readonly' : 'readwrite');
      const records = transaction.objectStore('records');
      const reading = records.get(key);
      let record;
      let next = null;
      reading.onsuccess = () => {
        record = reading.result;
        next = vitrineAfterNote(record, note);
        if (next) records.put(next, key);
      };
      transaction.onabort = () => {
        // A full storage can still be read.
        if (next) open(null);
        else vitrineFailed(storage, key, transaction.error ?? 'aborted');
      };
      transaction.oncomplete = () => {
        vitrineForgetNote(storage, key, note);
        record = next ?? record;
        const answer = { 'kind': 'loaded', 'key': key, 'revision': vitrineRevision(record) };
        if (record) answer['bytes'] = String(record['bytes']);
        vitrineAnswer(storage, answer);
        if (next) vitrineTellTabs(storage, key, answer['revision']);
      };
    };
    const open = (note) =>
      vitrineConnect(storage)
        .then((database) => read(database, note))
        .catch((reason) => vitrineFailed(storage, key, reason));
    open(vitrineNoted(storage, key));
  },

  vitrineStorageSave__deps: [
    '$vitrineStorages', '$vitrineConnect', '$vitrineAnswer', '$vitrineFailed', '$vitrineRevision', '$vitrineForgetNote',
    '$vitrineTellTabs', '$UTF8ToString',
  ],
  vitrineStorageSave: (handle, keyText, expected, bytesText) => {
    const storage = vitrineStorages[handle];
    const key = UTF8ToString(keyText);
    const bytes = UTF8ToString(bytesText);
    const { turn, notes: { [key]: note } } = storage;
    vitrineConnect(storage)
      .then((database) => {
        let answer = null;
        const transaction = database.transaction('records', 'readwrite');
        const records = transaction.objectStore('records');
        const reading = records.get(key);
        reading.onsuccess = () => {
          const record = reading.result;
          const revision = vitrineRevision(record);
          if (revision !== expected) {
            answer = { 'kind': 'conflict', 'key': key, 'revision': revision };
            if (record) answer['bytes'] = String(record['bytes']);
            return;
          }
          answer = { 'kind': 'saved', 'key': key, 'revision': revision + 1 };
          records.put({ 'revision': revision + 1, 'bytes': bytes, 'by': storage.page, 'turn': turn }, key);
        };
        transaction.onabort = () => vitrineFailed(storage, key, transaction.error ?? 'aborted');
        transaction.oncomplete = () => {
          vitrineForgetNote(storage, key, note);
          vitrineAnswer(storage, answer);
          if (answer['kind'] === 'saved') vitrineTellTabs(storage, key, answer['revision']);
        };
      })
      .catch((reason) => vitrineFailed(storage, key, reason));
  },

  // `revision` is the one that is to be replaced, or this page has replaced since.
  vitrineStorageKeep__deps: [
    '$vitrineStorages', '$vitrineNoted', '$vitrineNotePlace', '$vitrineForgetNote', '$UTF8ToString',
  ],
  vitrineStorageKeep: (handle, keyText, revision, bytesText) => {
    const storage = vitrineStorages[handle];
    const key = UTF8ToString(keyText);
    const bytes = UTF8ToString(bytesText);
    const note = { 'by': storage.page, 'turn': ++storage.turn, 'revision': revision, 'bytes': bytes };
    storage.notes[key] = JSON.stringify(note);
    try {
      localStorage.setItem(vitrineNotePlace(storage, key), storage.notes[key]);
    } catch {
      // Full or forbidden: then what the database does in time survives, and no older note may.
      vitrineForgetNote(storage, key, vitrineNoted(storage, key));
    }
  },

  vitrineStorageTake__deps: ['$vitrineStorages', '$stringToNewUTF8'],
  vitrineStorageTake: (handle) => {
    const { answers } = vitrineStorages[handle];
    return answers.length === 0 ? 0 : stringToNewUTF8(JSON.stringify(answers.splice(0)));
  },

  vitrineTransportWake__deps: ['$vitrineWake'],
  vitrineTransportWake: () => vitrineWake(),
});
