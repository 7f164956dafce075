namespace ChargerFirmware.Station.Storage;

public readonly record struct StoreRow(string Key, ReadOnlyMemory<byte> Value)
{
    public override string ToString() => $"{Key}, {Value.Length} bytes";
}
