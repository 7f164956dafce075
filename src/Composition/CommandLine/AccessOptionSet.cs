using System.CommandLine;
using System.CommandLine.Parsing;
using ChargerFirmware.Listening;

namespace ChargerFirmware.Composition.CommandLine;

/// <summary>The options that say who may speak to a program's ports, for every program that listens.</summary>
public sealed class AccessOptionSet
{
    /// <summary>Holds the key where no option does; a command line is seen by everybody on the machine.</summary>
    public const string KeyVariable = "CHARGERFIRMWARE_API_KEY";

    private readonly Option<string[]> _hosts = new("--allow-host")
    {
        Description = "a name by which clients may call this machine, beside localhost and its addresses; may be given more than once",
        HelpName = "NAME",
    };

    private readonly Option<string[]> _origins = new("--allow-origin")
    {
        Description = "a web page that may use the ports from a browser, such as http://localhost:3000; may be given more than once",
        HelpName = "ORIGIN",
    };

    private readonly Option<string?> _key;
    private readonly string _keyVariable;

    private readonly Option<string?> _keyFile = new("--api-key-file") { Description = "a file whose first line is that key", HelpName = "FILE" };

    private readonly Option<bool> _insecure = new("--insecure") { Description = "ports beyond loopback may be open to everybody who reaches them" };

    /// <param name="keyVariable">The variable of the environment that holds the key where no option does.</param>
    public AccessOptionSet(string keyVariable = KeyVariable)
    {
        _keyVariable = keyVariable;
        _key = new("--api-key")
        {
            Description = $"the key that HTTP clients must send, as Authorization: Bearer or X-API-Key; better in a file or in {keyVariable}",
            HelpName = "KEY",
        };
    }

    /// <summary>Adds them to a command, which refuses what cannot be used.</summary>
    /// <param name="check">Further rules, such as those of <see cref="StartRule"/>; throws <see cref="ListeningException"/>.</param>
    public void AddTo(Command command, Action<CommandResult, AccessSettings> check)
    {
        ArgumentNullException.ThrowIfNull(command);
        foreach (var option in (Option[])[_hosts, _origins, _key, _keyFile, _insecure])
        {
            command.Options.Add(option);
        }

        command.Require(result =>
        {
            try
            {
                check(result, Read(result));
            }
            catch (ListeningException problem)
            {
                result.AddError(problem.Message);
            }
            catch (InvalidOperationException)
            {
                // A value that cannot be read has an error of its own; asked for here, the library throws.
            }
        });
    }

    /// <exception cref="ListeningException">One cannot be used.</exception>
    public AccessSettings Read(CommandResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new AccessSettings(
            new AccessRule
            {
                Hosts = [.. (result.GetValue(_hosts) ?? []).Select(HostOf)],
                Origins = [.. (result.GetValue(_origins) ?? []).Select(OriginOf)],
                Key = KeyOf(result),
            },
            result.GetValue(_insecure));
    }

    private static HostName HostOf(string text) => HostName.TryRead(text) is { Port: null } host
        ? host
        : throw new ListeningException($"--allow-host: expected a name or an address without a port, found '{text}'");

    private static Origin OriginOf(string text) => Origin.TryRead(text.TrimEnd('/') is var bare && bare.EndsWith(':') ? text : bare)
        ?? throw new ListeningException($"--allow-origin: expected SCHEME://HOST or SCHEME://HOST:PORT such as http://localhost:3000, found '{text}'");

    // No message quotes a key.
    private ApiKey? KeyOf(CommandResult result)
    {
        var given = result.GetValue(_key);
        if (result.GetValue(_keyFile) is not { } file)
        {
            return KeyOf(given is null ? _keyVariable : "--api-key", given ?? Environment.GetEnvironmentVariable(_keyVariable));
        }

        if (given is not null)
        {
            throw new ListeningException("--api-key, --api-key-file: expected one of them");
        }

        try
        {
            return KeyOf($"--api-key-file {file}", File.ReadLines(file).FirstOrDefault()?.Trim() ?? "");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new ListeningException($"--api-key-file: {unreadable.Message}");
        }
    }

    private static ApiKey? KeyOf(string source, string? key)
    {
        try
        {
            return key is null ? null : new ApiKey(key);
        }
        catch (ListeningException problem)
        {
            throw new ListeningException($"{source}: {problem.Message}");
        }
    }
}
