namespace ChargerFirmware.Central.Stores.Adapters;

/// <summary>Something that has an answer and is carried out for itself.</summary>
internal abstract class StoreQuestion : StoreWork
{
    public abstract void Carry();
}
