namespace ChargerFirmware.Station.Storage;

/// <summary>One row written, or deleted when <paramref name="Value"/> is null.</summary>
public readonly record struct StoreChange(string Table, string Key, ReadOnlyMemory<byte>? Value)
{
    public static StoreChange Put(string table, string key, ReadOnlyMemory<byte> value) => new(table, key, value);

    public override string ToString() => Value is { } value ? $"{Table}/{Key}, {value.Length} bytes" : $"{Table}/{Key} deleted";

    public static StoreChange Delete(string table, string key) => new(table, key, null);
}
