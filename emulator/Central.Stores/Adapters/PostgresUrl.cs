using System.Globalization;
using System.Text.RegularExpressions;
using ChargerFirmware.Central.Store;
using Npgsql;

namespace ChargerFirmware.Central.Stores.Adapters;

/// <summary>
/// A database as <c>postgresql://user:password@host:port/database?option=value</c>. Options are <c>schema</c> (central, where it is not said), those of
/// libpq that are common, and Npgsql's own words.
/// </summary>
/// <param name="ConnectionString">Holds the password; nobody logs it.</param>
/// <param name="Place">What people may see of it.</param>
internal sealed partial record PostgresUrl(string ConnectionString, string Place, string Schema)
{
    private const string Form = "postgresql://user:password@host:port/database?option=value";
    private const int ConnectSeconds = 5;

    /// <summary>As libpq names them, and as Npgsql does.</summary>
    private static readonly Dictionary<string, string> s_options = new(StringComparer.OrdinalIgnoreCase)
    {
        ["sslmode"] = "SSL Mode",
        ["sslrootcert"] = "Root Certificate",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["sslpassword"] = "SSL Password",
        ["connect_timeout"] = "Timeout",
        ["application_name"] = "Application Name",
        ["passfile"] = "Passfile",
        ["host"] = "Host",
        ["port"] = "Port",
    };

    /// <exception cref="StoreException">It is not of that form, or an option is not known. The message does not repeat it: a password is in it.</exception>
    public static PostgresUrl Parse(string url)
    {
        var parts = Parts().Match(url);
        if (!parts.Success)
        {
            throw new StoreException($"the store's URL is not of the form {Form}");
        }

        var builder = new NpgsqlConnectionStringBuilder { Host = "localhost", Timeout = ConnectSeconds, ApplicationName = "central", KeepAlive = 30 };
        var schema = "central";
        Set("user", parts, value => builder.Username = value);
        Set("password", parts, value => builder.Password = value);
        Set("host", parts, value => builder.Host = value.Trim('[', ']'));
        Set("port", parts, value => builder.Port = int.Parse(value, CultureInfo.InvariantCulture));
        Set("database", parts, value => builder.Database = value);
        foreach (var option in parts.Groups["options"].Value.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var sides = option.Split('=', 2);
            var (name, value) = (Uri.UnescapeDataString(sides[0]), sides.Length == 2 ? Uri.UnescapeDataString(sides[1]) : "");
            if (name == "schema")
            {
                schema = SchemaName().IsMatch(value)
                    ? value : throw new StoreException("the option schema of the store's URL takes small letters, digits and _, at most 63 of them");
                continue;
            }

            Try(name, () => builder[s_options.GetValueOrDefault(name, name)] = name == "sslmode" ? value.Replace("-", "", StringComparison.Ordinal) : value);
        }

        // The lock is the session's own, and one thread uses one connection.
        (builder.Pooling, builder.Multiplexing, builder.Enlist, builder.PersistSecurityInfo) = (false, false, false, false);
        (builder.MaxAutoPrepare, builder.AutoPrepareMinUsages) = (100, 2);
        (builder.SearchPath, builder.IncludeErrorDetail) = (schema, false);
        return new PostgresUrl(builder.ConnectionString, $"the store {builder.Host}:{builder.Port}/{builder.Database}, schema {schema},", schema);
    }

    /// <summary>Without the password.</summary>
    public override string ToString() => Place;

    private static void Set(string part, Match parts, Action<string> set)
    {
        if (parts.Groups[part].Value is { Length: > 0 } value)
        {
            Try(part, () => set(Uri.UnescapeDataString(value)));
        }
    }

    private static void Try(string option, Action set)
    {
        try
        {
            set();
        }
        catch (Exception refusal) when (refusal is ArgumentException or FormatException or OverflowException or InvalidCastException or NotSupportedException)
        {
            throw new StoreException($"'{option}' of the store's URL is not known, or cannot have the value that it has");
        }
    }

    [GeneratedRegex(
        "^postgres(ql)?://((?<user>[^:@/?]*)(:(?<password>[^@/?]*))?@)?(?<host>\\[[^\\]]*\\]|[^:/?@]*)(:(?<port>[0-9]*))?" +
        "(/(?<database>[^?/]*))?(\\?(?<options>.*))?$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Parts();

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}$")]
    private static partial Regex SchemaName();
}
