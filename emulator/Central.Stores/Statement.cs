namespace ChargerFirmware.Central.Stores;

/// <summary>A statement in the SQL that SQLite and PostgreSQL share. Made once and kept: a database prepares it by its text.</summary>
/// <param name="text">With the parameters $1, $2, ...</param>
/// <param name="parameters">Their types: a null alone does not tell PostgreSQL what it is.</param>
internal sealed class Statement(string text, params ColumnType[] parameters)
{
    public string Text { get; } = text;

    public IReadOnlyList<ColumnType> Parameters { get; } = parameters;
}
