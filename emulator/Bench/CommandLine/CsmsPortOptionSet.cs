using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using System.Text;
using ChargerFirmware.Central.Adapters;
using ChargerFirmware.Composition.CommandLine;
using ChargerFirmware.Listening;

namespace ChargerFirmware.Bench.CommandLine;

/// <summary>The options of the port of a central system: where it listens, and for which stations.</summary>
public sealed class CsmsPortOptionSet
{
    private readonly Option<IPEndPoint> _port;

    private readonly Option<string[]> _ids = new("--allow-id")
    {
        Description = "a station that may connect to that port, and no other but those named so; may be given more than once",
        HelpName = "ID",
    };

    private readonly Option<string?> _passwords = new("--station-passwords")
    {
        Description = "a file with a line ID:PASSWORD for each station that may connect to that port by basic authentication",
        HelpName = "FILE",
    };

    /// <param name="name">Of the option that names the port.</param>
    public CsmsPortOptionSet(string name, string description) => _port = new(name)
    {
        Description = description,
        CustomParser = result => ParsePort(name, result),
        DefaultValueFactory = _ => new IPEndPoint(IPAddress.Loopback, 9000),
        HelpName = "[ADDRESS:]PORT",
    };

    /// <summary>The name of the option that names the port.</summary>
    public string Name => _port.Name;

    /// <summary>Whether nobody has asked for a port.</summary>
    public bool IsDefault(CommandResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.GetResult(_port) is null or { Implicit: true };
    }

    public void AddTo(Command command)
    {
        ArgumentNullException.ThrowIfNull(command);
        foreach (var option in (Option[])[_port, _ids, _passwords])
        {
            command.Options.Add(option);
        }
    }

    /// <exception cref="ListeningException">It may not listen so.</exception>
    public CsmsServerOptions Read(CommandResult result, AccessSettings access)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(access);
        var endPoint = result.GetValue(_port) ?? new IPEndPoint(IPAddress.Loopback, 0);
        var ids = result.GetValue(_ids) is { Length: > 0 } named ? named.ToHashSet(StringComparer.Ordinal) : null;
        var passwords = result.GetValue(_passwords) is { } file ? ReadPasswords(file) : null;
        StartRule.RequireOcpp(_port.Name, endPoint, passwords is not null, ids is not null, access.Insecure);
        return new CsmsServerOptions
        {
            Address = endPoint.Address,
            Port = endPoint.Port,
            Access = access.Rule,
            Ids = ids,
            Passwords = passwords,
        };
    }

    private static IPEndPoint? ParsePort(string name, ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (ListenAddress.TryRead(text) is { } endPoint)
        {
            return endPoint;
        }

        result.AddError($"{name}: expected a port from 0 to 65535, or ADDRESS:PORT, found '{text}'");
        return null;
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> ReadPasswords(string file)
    {
        var passwords = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        try
        {
            foreach (var (index, line) in File.ReadLines(file).Index().Where(numbered => numbered.Item.Length > 0))
            {
                // Not quoted back: it may be a password.
                if (line.Split(':', 2) is not [{ Length: > 0 } id, { Length: > 0 } password])
                {
                    throw new ListeningException($"--station-passwords: {file}, line {index + 1}: expected ID:PASSWORD");
                }

                passwords[id] = Encoding.UTF8.GetBytes(password);
            }
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new ListeningException($"--station-passwords: {unreadable.Message}");
        }

        return passwords;
    }
}
