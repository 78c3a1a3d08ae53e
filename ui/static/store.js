/* What the phone keeps: acts that are not with the server yet, and what was shared from another
 * app. One database, read by pages and by the service worker. */
function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("beck", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("acts", { keyPath: "id", autoIncrement: true });
      asked.result.createObjectStore("shared", { keyPath: "id", autoIncrement: true });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

let database;
async function run(store, mode, work) {
  database ??= opened();
  const transaction = (await database).transaction(store, mode);
  const request = work(transaction.objectStore(store));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

export const put = (store, value) => run(store, "readwrite", (at) => at.put(value));
export const all = (store) => run(store, "readonly", (at) => at.getAll());
export const drop = (store, id) => run(store, "readwrite", (at) => at.delete(id));
