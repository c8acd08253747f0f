const VERSION = 1;
/** One record; what is heard, by its address; what was done and is to be sent, in its order. */
const SHELVES = ["deck", "sounds", "kept"] as const;
export type Shelf = (typeof SHELVES)[number];

/** What the device keeps for one learner, in IndexedDB. */
export class Box {
  #opened: Promise<IDBDatabase> | null = null;

  constructor(
    readonly name: string,
    private readonly factory: IDBFactory = indexedDB,
  ) {}

  get<T>(shelf: Shelf, key: IDBValidKey): Promise<T | undefined> {
    return this.#ask(shelf, "readonly", (store) => store.get(key) as IDBRequest<T | undefined>);
  }

  all<T>(shelf: Shelf): Promise<T[]> {
    return this.#ask(shelf, "readonly", (store) => store.getAll() as IDBRequest<T[]>);
  }

  keys(shelf: Shelf): Promise<IDBValidKey[]> {
    return this.#ask(shelf, "readonly", (store) => store.getAllKeys());
  }

  count(shelf: Shelf): Promise<number> {
    return this.#ask(shelf, "readonly", (store) => store.count());
  }

  put(shelf: "deck" | "sounds", key: IDBValidKey, value: unknown): Promise<IDBValidKey> {
    return this.#ask(shelf, "readwrite", (store) => store.put(value, key));
  }

  /** Puts something behind all that was kept before. */
  add(value: unknown): Promise<IDBValidKey> {
    return this.#ask("kept", "readwrite", (store) => store.add(value));
  }

  remove(shelf: Shelf, key: IDBValidKey | IDBKeyRange): Promise<undefined> {
    return this.#ask(shelf, "readwrite", (store) => store.delete(key));
  }

  clear(shelf: Shelf): Promise<undefined> {
    return this.#ask(shelf, "readwrite", (store) => store.clear());
  }

  async #ask<T>(shelf: Shelf, mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    this.#opened ??= this.#open();
    const transaction = (await this.#opened).transaction(shelf, mode);
    const request = work(transaction.objectStore(shelf));
    return new Promise((resolve, reject) => {
      // What is written is only safe when all of the transaction is.
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = () => reject(transaction.error ?? new Error("IndexedDB"));
      transaction.onabort = () => reject(transaction.error ?? new Error("IndexedDB"));
    });
  }

  #open(): Promise<IDBDatabase> {
    return new Promise((resolve, reject) => {
      const request = this.factory.open(this.name, VERSION);
      request.onupgradeneeded = () => {
        for (const shelf of SHELVES) request.result.createObjectStore(shelf, { autoIncrement: shelf === "kept" });
      };
      request.onsuccess = () => {
        // Another tab that wants to make it anew must not wait for this one.
        request.result.onversionchange = () => request.result.close();
        resolve(request.result);
      };
      request.onerror = () => {
        this.#opened = null;
        reject(request.error ?? new Error("IndexedDB"));
      };
    });
  }
}
