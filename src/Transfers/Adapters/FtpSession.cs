using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using ChargerFirmware.Station.Maintenance;

namespace ChargerFirmware.Transfers.Adapters;

/// <summary>The control connection: one command, one reply. Commands are never quoted in a refusal: one of them is the password.</summary>
internal sealed partial class FtpSession : IAsyncDisposable
{
    private const int ImplicitTlsPort = 990;
    private const int ReplyLengthMax = 8192;

    private readonly Uri _location;
    private readonly TransferOptions _options;
    private readonly Patience _patience;
    private readonly TargetGate _gate;
    private readonly byte[] _byte = new byte[1];
    private IPAddress _address = IPAddress.None;
    private Stream _stream = Stream.Null;
    private bool _protected;

    private FtpSession(Uri location, TransferOptions options, TargetGate gate, Patience patience)
    {
        _gate = gate;
        _location = location;
        _options = options;
        _patience = patience;
    }

    /// <summary>Connects, and logs in as who the address names, else as anonymous.</summary>
    public static async Task<FtpSession> OpenAsync(Uri location, TransferOptions options, TargetGate gate, Patience patience)
    {
        var session = new FtpSession(location, options, gate, patience);
        try
        {
            await session.LogInAsync().ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A word that cannot end its command and begin another one.</summary>
    public static string Printable(string word) =>
        word.Any(char.IsControl) ? throw new TransferException("the address holds characters that no name has", isFinal: true) : word;

    /// <summary>What the server says of a file; null when it does not know.</summary>
    public async Task<string?> AskAsync(string command, string path)
    {
        var reply = await SendAsync($"{command} {path}").ConfigureAwait(false);
        return reply.Code == 213 ? reply.Text.Trim() : null;
    }

    public async Task<bool> TryRestAsync(long offset) =>
        (await SendAsync(string.Create(CultureInfo.InvariantCulture, $"REST {offset}")).ConfigureAwait(false)).Code == 350;

    /// <summary>
    /// Asks for a port and connects to it, at the very address we speak to: what PASV says is wrong behind address translation, a server
    /// could send us anywhere, and a name may lead elsewhere by now. The port is judged as any other.
    /// </summary>
    public async Task<FtpData> OpenDataAsync()
    {
        var extended = await SendAsync("EPSV").ConfigureAwait(false);
        var port = extended.Code == 229 && ExtendedPort().Match(extended.Text) is { Success: true } match
            ? int.Parse(match.Groups["port"].Value, CultureInfo.InvariantCulture)
            : PassivePortOf(await SendAsync("PASV").ConfigureAwait(false));
        return port is > 0 and <= IPEndPoint.MaxPort
            ? new FtpData(await _gate.ConnectAsync(_address, port, _patience.Next()).ConfigureAwait(false))
            : throw new TransferException($"the server offers port {port}: expected 1 to {IPEndPoint.MaxPort}");
    }

    /// <summary>Begins a transfer; <paramref name="data"/> carries it from then on.</summary>
    public async Task BeginAsync(string command, string path, FtpData data)
    {
        Require(await SendAsync($"{command} {path}").ConfigureAwait(false), command, 125, 150);
        if (_protected)
        {
            data.Stream = await SecureAsync(data.Stream).ConfigureAwait(false);
        }
    }

    /// <summary>Closes the data connection and hears whether the server has all.</summary>
    public async Task EndAsync(FtpData data)
    {
        await data.DisposeAsync().ConfigureAwait(false);
        Require(await ReadAsync().ConfigureAwait(false), "the transfer", 226, 250);
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private static int PassivePortOf((int Code, string Text) reply)
    {
        var match = PassivePort().Match(reply.Text);
        return reply.Code == 227 && match.Success
            ? (int.Parse(match.Groups["high"].Value, CultureInfo.InvariantCulture) * 256) + int.Parse(match.Groups["low"].Value, CultureInfo.InvariantCulture)
            : throw new TransferException($"the server offers no passive mode ({reply.Code})");
    }

    private static void Require((int Code, string Text) reply, string what, params ReadOnlySpan<int> codes)
    {
        if (!codes.Contains(reply.Code))
        {
            throw new TransferException($"the server refused {what} ({reply.Code})");
        }
    }

    private async Task LogInAsync()
    {
        var isSecure = _location.Scheme == "ftps";
        var port = _location.Port > 0 ? _location.Port : 21;
        var socket = await _gate.ConnectAsync(_location.IdnHost, port, _patience.Next()).ConfigureAwait(false);
        _stream = new NetworkStream(socket, ownsSocket: true);
        _address = ((IPEndPoint)socket.RemoteEndPoint!).Address;
        if (isSecure && port == ImplicitTlsPort)
        {
            _stream = await SecureAsync(_stream).ConfigureAwait(false);
        }

        Require(await ReadAsync().ConfigureAwait(false), "the connection", 220);
        if (isSecure && port != ImplicitTlsPort)
        {
            Require(await SendAsync("AUTH TLS").ConfigureAwait(false), "AUTH TLS", 234);
            _stream = await SecureAsync(_stream).ConfigureAwait(false);
        }

        var user = _location.UserInfo.Split(':', 2);
        var name = user[0].Length > 0 ? user[0] : "anonymous";
        var reply = await SendAsync($"USER {Word(name)}").ConfigureAwait(false);
        if (reply.Code == 331)
        {
            reply = await SendAsync($"PASS {Word(user.Length > 1 ? user[1] : "")}").ConfigureAwait(false);
        }

        Require(reply, "the user or the password", 230, 202);
        if (isSecure)
        {
            Require(await SendAsync("PBSZ 0").ConfigureAwait(false), "PBSZ", 200);
            Require(await SendAsync("PROT P").ConfigureAwait(false), "PROT P", 200);
            _protected = true;
        }

        Require(await SendAsync("TYPE I").ConfigureAwait(false), "TYPE I", 200);
    }

    private static string Word(string escaped) => Printable(Uri.UnescapeDataString(escaped));

    private async Task<Stream> SecureAsync(Stream stream)
    {
        var secure = new SslStream(stream, leaveInnerStreamOpen: false, _options.CertificateValidation);
        await secure.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = _location.IdnHost }, _patience.Next()).ConfigureAwait(false);
        return secure;
    }

    private async Task<(int Code, string Text)> SendAsync(string command)
    {
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), _patience.Next()).ConfigureAwait(false);
        return await ReadAsync().ConfigureAwait(false);
    }

    /// <summary>A reply of one line, or of lines until one begins with the first one's code and a blank (RFC 959, 4.2).</summary>
    private async Task<(int Code, string Text)> ReadAsync()
    {
        var line = await ReadLineAsync().ConfigureAwait(false);
        if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
        {
            throw new TransferException("the server speaks no FTP");
        }

        var end = line[..3] + " ";
        while (line.Length > 3 && line[3] == '-' && !line.StartsWith(end, StringComparison.Ordinal))
        {
            do
            {
                line = await ReadLineAsync().ConfigureAwait(false);
            }
            while (!line.StartsWith(end, StringComparison.Ordinal));
        }

        return (code, line.Length > 4 ? line[4..] : "");
    }

    private async Task<string> ReadLineAsync()
    {
        var line = new List<byte>();
        while (line.Count < ReplyLengthMax)
        {
            if (await _stream.ReadAsync(_byte, _patience.Next()).ConfigureAwait(false) == 0)
            {
                throw new TransferException("the server has hung up");
            }

            if (_byte[0] == '\n')
            {
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            }

            line.Add(_byte[0]);
        }

        throw new TransferException("the server speaks no FTP");
    }

    [GeneratedRegex(@"\((?<mark>.)\k<mark>\k<mark>(?<port>\d{1,5})\k<mark>\)")]
    private static partial Regex ExtendedPort();

    [GeneratedRegex(@"\d{1,3},\d{1,3},\d{1,3},\d{1,3},(?<high>\d{1,3}),(?<low>\d{1,3})")]
    private static partial Regex PassivePort();
}

/// <summary>The connection that carries one file.</summary>
internal sealed class FtpData(Socket socket) : IAsyncDisposable
{
    public Stream Stream { get; set; } = new NetworkStream(socket, ownsSocket: true);

    /// <summary>The end of a file that is sent is the end of its connection.</summary>
    public ValueTask DisposeAsync() => Stream.DisposeAsync();
}
