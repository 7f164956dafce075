using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using MQTTnet;
using MQTTnet.Exceptions;

namespace ChargerFirmware.Telemetry.Mqtt.Adapters;

/// <summary>What went wrong, in words that an operator can act on.</summary>
internal static class BrokerProblem
{
    public static string Describe(MqttClientConnectResult refusal) => refusal.ResultCode switch
    {
        MqttClientConnectResultCode.BadUserNameOrPassword or MqttClientConnectResultCode.NotAuthorized =>
            $"the broker refuses this user, password or certificate ({refusal.ResultCode})",
        MqttClientConnectResultCode.UnsupportedProtocolVersion => "the broker does not speak this version; see --mqtt-version (UnsupportedProtocolVersion)",
        _ => $"the broker refuses the connection ({refusal.ResultCode}{(refusal.ReasonString is { Length: > 0 } reason ? $": {reason}" : "")})",
    };

    public static string Describe(MqttClientDisconnectedEventArgs end) => end switch
    {
        { Exception: { } problem } => Describe(problem),
        { Reason: MqttClientDisconnectReason.SessionTakenOver } => "another client has connected by this station's name (SessionTakenOver)",
        { Reason: MqttClientDisconnectReason.NormalDisconnection } => "the broker closed it",
        _ => $"the broker closed it ({end.Reason})",
    };

    public static string Describe(Exception problem)
    {
        for (var inner = problem; inner is not null; inner = inner.InnerException)
        {
            if (Known(inner) is { } text)
            {
                return text;
            }
        }

        return problem.GetBaseException().Message;
    }

    private static string? Known(Exception problem) => problem switch
    {
        SocketException socket => $"the broker cannot be reached: {socket.Message} ({socket.SocketErrorCode})",
        AuthenticationException => $"TLS failed: {problem.GetBaseException().Message}",
        CryptographicException => $"a certificate or key cannot be used: {problem.Message}",
        FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException => $"a certificate or key cannot be read: {problem.Message}",
        OperationCanceledException or MqttCommunicationTimedOutException => "the broker does not answer",
        _ => null,
    };
}
