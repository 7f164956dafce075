namespace ChargerFirmware.Central.Store;

/// <summary>A store cannot do what it is asked. The message says which store, what, and what to do about it; it holds no password.</summary>
public sealed class StoreException : Exception
{
    public StoreException(string message)
        : base(message)
    {
    }

    public StoreException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
