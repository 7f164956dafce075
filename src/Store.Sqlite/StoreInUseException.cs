namespace ChargerFirmware.Store.Sqlite;

/// <summary>A store's folder is held by another process: two stations with one journal would bill each other's energy.</summary>
public sealed class StoreInUseException(string path)
    : IOException($"the store's folder {path} is in use by another station; stop it, or choose another folder with --store");
