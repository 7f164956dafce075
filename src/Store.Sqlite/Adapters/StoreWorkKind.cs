namespace ChargerFirmware.Store.Sqlite.Adapters;

/// <summary>What is asked of the store's thread.</summary>
internal enum StoreWorkKind
{
    Load,
    Commit,
    Keep,
}
