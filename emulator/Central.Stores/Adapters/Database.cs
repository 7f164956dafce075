using System.Data.Common;
using ChargerFirmware.Central.Store;

namespace ChargerFirmware.Central.Stores.Adapters;

/// <summary>A database that one central system alone writes to. What is SQL is shared; what differs between SQLite and PostgreSQL is here.</summary>
/// <remarks>Used by one thread.</remarks>
internal abstract class Database : IDisposable
{
    /// <summary>For messages; holds no password.</summary>
    public abstract string Place { get; }

    /// <summary>What to do where this one cannot be used, as the end of a sentence.</summary>
    public abstract string AnotherPlace { get; }

    /// <summary>Raised when the connection was lost and is there again: whoever knows where the rows stand looks anew.</summary>
    public Action? Reopened { get; set; }

    /// <summary>Takes the database for this process.</summary>
    /// <exception cref="StoreException">It cannot be had.</exception>
    public abstract void Open();

    /// <summary>How many tables there are, and whether that of the schema's version is among them.</summary>
    public abstract (long All, long OfSchema) CountTables();

    /// <summary>A step of the schema in the words of this database.</summary>
    public abstract string Spelt(string step);

    /// <summary>Text without parameters, in a transaction.</summary>
    public abstract void Execute(string text);

    /// <summary>Carried out by the end of the transaction at the latest; what is wrong with it comes then.</summary>
    public abstract void Run(Statement statement, object?[] values);

    /// <summary>In a transaction and outside of one.</summary>
    public abstract List<T> Read<T>(Statement statement, object?[] values, Func<Row, T> read);

    /// <summary>Carries out <paramref name="body"/>, durably when it returns, or not at all.</summary>
    /// <param name="body">May be called again where the connection was lost: it begins anew then.</param>
    /// <exception cref="StoreException">The database is not to be had; nothing else can be done now either.</exception>
    /// <exception cref="Exception">This one cannot be carried out; <see cref="Explained"/> says why.</exception>
    public abstract T Transact<T>(Func<T> body);

    /// <summary>The tables are there, of the present version.</summary>
    public virtual void BroughtUp()
    {
    }

    /// <summary>Nobody waits long for it any more.</summary>
    public virtual void Hurry()
    {
    }

    /// <summary>When there is nothing else to do.</summary>
    public virtual void Rest()
    {
    }

    public abstract StoreException Explained(Exception problem);

    public abstract void Dispose();

    protected static List<T> ReadAll<T>(DbCommand command, Func<Row, T> read)
    {
        using var reader = command.ExecuteReader();
        var row = new Row(reader);
        var rows = new List<T>();
        while (row.Read())
        {
            rows.Add(read(row));
        }

        return rows;
    }
}
