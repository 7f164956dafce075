namespace ChargerFirmware.Central.Stores;

/// <summary>A table as it is written and read. How it is made stands in <see cref="Schema"/>.</summary>
internal sealed class Table
{
    private readonly string _name;
    private readonly ColumnType[] _types;

    /// <param name="columns">Names with their types: <c>"key bytes"</c>, <c>"station text"</c>, <c>"boots number"</c>.</param>
    public Table(string name, params string[] columns)
    {
        _name = name;
        var parts = columns.Select(column => column.Split(' ')).ToArray();
        _types = [.. parts.Select(part => TypeOf(part[1]))];
        var names = parts.Select(part => part[0]).ToArray();
        Columns = string.Join(", ", names);
        Insert = new Statement(
            $"INSERT INTO {name} ({Columns}) VALUES ({string.Join(", ", names.Select((_, index) => $"${index + 1}"))})", _types);
        Upsert = new Statement(
            $"{Insert.Text} ON CONFLICT ({names[0]}) DO UPDATE SET {string.Join(", ", names.Skip(1).Select(column => $"{column} = excluded.{column}"))}",
            _types);
        Delete = new Statement($"DELETE FROM {name} WHERE {names[0]} = $1", _types[0]);
    }

    public string Columns { get; }

    public Statement Insert { get; }

    /// <summary>The first column is the key.</summary>
    public Statement Upsert { get; }

    /// <summary>By the first column.</summary>
    public Statement Delete { get; }

    /// <param name="rest">What follows the table's name.</param>
    public Statement Select(string rest, params ColumnType[] parameters) => new($"SELECT {Columns} FROM {_name} {rest}", parameters);

    private static ColumnType TypeOf(string word) => word switch
    {
        "number" => ColumnType.Number,
        "text" => ColumnType.Text,
        "bytes" => ColumnType.Bytes,
        _ => throw new ArgumentException($"{word} is no type of a column", nameof(word)),
    };
}
