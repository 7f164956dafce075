using ChargerFirmware.Central.Stores.Adapters;
using Npgsql;

namespace ChargerFirmware.Tests.Stores;

/// <summary>The server that the environment names, and a schema of one check's own on it.</summary>
internal sealed class Server : IDisposable
{
    public const string Variable = "CENTRAL_POSTGRES";

    private static int s_last;

    public static string? Url { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } url ? url : null;

    public string Schema { get; } = $"check_{Environment.ProcessId}_{++s_last}";

    public string Spec => With(Url!, $"schema={Schema}");

    public static string With(string url, string option) => $"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{option}";

    public object? Execute(string text)
    {
        using var connection = new NpgsqlConnection(PostgresUrl.Parse(Spec).ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(text, connection);
        return command.ExecuteScalar();
    }

    public void Dispose() => Execute($"DROP SCHEMA IF EXISTS {Schema} CASCADE");
}
