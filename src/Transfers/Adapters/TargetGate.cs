using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using ChargerFirmware.Station.Maintenance;
using ChargerFirmware.Transfers.Targets;

namespace ChargerFirmware.Transfers.Adapters;

/// <summary>
/// The only way out for files. A target is judged by the address that is connected to, after names have been resolved and after each
/// redirect: a name can lead anywhere, and elsewhere the next time. No proxy is ever asked: it would connect where the target cannot be judged.
/// </summary>
internal sealed class TargetGate(TransferOptions options)
{
    /// <exception cref="TransferException">Every address of the host is refused.</exception>
    /// <exception cref="SocketException">It cannot be reached.</exception>
    public async Task<Socket> ConnectAsync(string host, int port, CancellationToken cancellation)
    {
        SocketException? failure = null;
        TransferException? refusal = null;
        foreach (var address in await ResolveAsync(host, cancellation).ConfigureAwait(false))
        {
            try
            {
                return await ConnectAsync(address, port, cancellation).ConfigureAwait(false);
            }
            catch (SocketException unreachable)
            {
                failure ??= unreachable;
            }
            catch (TransferException refused)
            {
                refusal ??= refused;
            }
        }

        throw failure ?? refusal ?? (Exception)new TransferException("the target's name leads to no address");
    }

    /// <exception cref="TransferException">The address is refused.</exception>
    /// <exception cref="SocketException">It cannot be reached.</exception>
    public async Task<Socket> ConnectAsync(IPAddress address, int port, CancellationToken cancellation)
    {
        if (Refusal(address, port) is { } reason)
        {
            throw new TransferException($"the target {new IPEndPoint(address, port)} is refused: {reason}", isFinal: true);
        }

        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, port), cancellation).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private string? Refusal(IPAddress address, int port)
    {
        var locality = TargetAddress.LocalityOf(address) ?? (IsOwn(address) ? "an address of this machine" : null);
        return locality is null ? null
            : options.OwnPorts.Contains(port) ? $"this program itself listens on port {port}"
            : options.AllowLocal ? null
            : $"it is {locality}; --allow-local-transfers allows it";
    }

    private static bool IsOwn(IPAddress address)
    {
        try
        {
            var own = NetworkInterface.GetAllNetworkInterfaces()
                .SelectMany(card => card.GetIPProperties().UnicastAddresses)
                .Select(unicast => unicast.Address.GetAddressBytes())
                .ToList();

            // By the bytes: the same address with another zone is the same machine.
            return TargetAddress.Meanings(address).Any(meaning => own.Exists(bytes => bytes.AsSpan().SequenceEqual(meaning.GetAddressBytes())));
        }
        catch (NetworkInformationException unknown)
        {
            throw new TransferException($"this machine's own addresses cannot be listed: {unknown.Message}", inner: unknown);
        }
    }

    private static async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation)
    {
        try
        {
            return IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellation).ConfigureAwait(false);
        }
        catch (ArgumentException impossible)
        {
            throw new TransferException("the target's name is none that a network has", isFinal: true, inner: impossible);
        }
    }
}
