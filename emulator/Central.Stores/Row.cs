using System.Data.Common;

namespace ChargerFirmware.Central.Stores;

/// <summary>The row at which a reader stands, column by column.</summary>
internal sealed class Row(DbDataReader reader)
{
    private int _next;

    public bool Read()
    {
        _next = 0;
        return reader.Read();
    }

    public void Skip() => _next++;

    public string Text() => ColumnText.Decode(reader.GetString(_next++));

    public string? TextOrNull() => IsNull() ? null : Text();

    public long Number() => reader.GetInt64(_next++);

    public long? NumberOrNull() => IsNull() ? null : Number();

    public int Count() => checked((int)Number());

    public int? CountOrNull() => IsNull() ? null : Count();

    public bool Flag() => Number() != 0;

    public DateTimeOffset Time() => new(Number(), TimeSpan.Zero);

    public DateTimeOffset? TimeOrNull() => IsNull() ? null : Time();

    /// <exception cref="FormatException">A word that this program did not write.</exception>
    public T Word<T>()
        where T : struct, Enum =>
        Text() is var word && Enum.TryParse<T>(word, out var value) ? value : throw new FormatException($"'{word}' is no {typeof(T).Name}");

    public T? WordOrNull<T>()
        where T : struct, Enum =>
        IsNull() ? null : Word<T>();

    private bool IsNull()
    {
        if (!reader.IsDBNull(_next))
        {
            return false;
        }

        _next++;
        return true;
    }
}
