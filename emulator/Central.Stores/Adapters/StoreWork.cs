using ChargerFirmware.Central.Store;

namespace ChargerFirmware.Central.Stores.Adapters;

/// <summary>Something that is asked of the store's thread.</summary>
internal abstract class StoreWork
{
    /// <summary>On the store's thread: it could not be done.</summary>
    public StoreException? Failure { get; set; }

    /// <summary>On the loop: whoever asked hears what came of it.</summary>
    public abstract void Settle();
}
