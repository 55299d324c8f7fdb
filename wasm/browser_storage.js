// SPDX-License-Identifier: MIT
// The JavaScript half of BrowserStorage: one IndexedDB database per store, one record per key,
// {revision, bytes}. A save compares and sets in one readwrite transaction. Answers wait in a list
// until the engine polls; `Module.onAnswer` tells the host that there is something to poll for.
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
    const storage = { name: UTF8ToString(name), answers: [], connection: null, closed: false, channel: null };
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
    '$vitrineStorages', '$vitrineConnect', '$vitrineAnswer', '$vitrineFailed', '$vitrineRevision', '$UTF8ToString',
  ],
  vitrineStorageLoad: (handle, keyText) => {
    const storage = vitrineStorages[handle];
    const key = UTF8ToString(keyText);
    vitrineConnect(storage)
      .then((database) => {
        const reading = database.transaction('records').objectStore('records').get(key);
        reading.onerror = () => vitrineFailed(storage, key, reading.error);
        reading.onsuccess = () => {
          const record = reading.result;
          const answer = { 'kind': 'loaded', 'key': key, 'revision': vitrineRevision(record) };
          if (record) answer['bytes'] = String(record['bytes']);
          vitrineAnswer(storage, answer);
        };
      })
      .catch((reason) => vitrineFailed(storage, key, reason));
  },

  vitrineStorageSave__deps: [
    '$vitrineStorages', '$vitrineConnect', '$vitrineAnswer', '$vitrineFailed', '$vitrineRevision', '$UTF8ToString',
  ],
  vitrineStorageSave: (handle, keyText, expected, bytesText) => {
    const storage = vitrineStorages[handle];
    const key = UTF8ToString(keyText);
    const bytes = UTF8ToString(bytesText);
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
          records.put({ 'revision': revision + 1, 'bytes': bytes }, key);
        };
        transaction.onabort = () => vitrineFailed(storage, key, transaction.error ?? 'aborted');
        transaction.oncomplete = () => {
          vitrineAnswer(storage, answer);
          if (answer['kind'] !== 'saved' || storage.closed) return;
          storage.channel?.postMessage({ 'key': key, 'revision': answer['revision'] });
        };
      })
      .catch((reason) => vitrineFailed(storage, key, reason));
  },

  vitrineStorageTake__deps: ['$vitrineStorages', '$stringToNewUTF8'],
  vitrineStorageTake: (handle) => {
    const { answers } = vitrineStorages[handle];
    return answers.length === 0 ? 0 : stringToNewUTF8(JSON.stringify(answers.splice(0)));
  },

  vitrineTransportWake__deps: ['$vitrineWake'],
  vitrineTransportWake: () => vitrineWake(),
});
