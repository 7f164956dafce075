using System.Runtime.InteropServices;
using ChargerFirmware.Ocpp.Frames;

namespace ChargerFirmware.Network.WebSockets;

/// <summary>
/// Finds the messages in one direction of a connection that begins with HTTP and goes on as a WebSocket (RFC 6455), whatever pieces its
/// bytes come in. It holds a message until it is whole; control frames that come in the midst of one go before it, which they may (5.4).
/// </summary>
/// <remarks>
/// It judges nobody: what is no WebSocket, breaks its rules or is longer than any OCPP frame passes as it came, from there to the end.
/// </remarks>
public sealed class MessageScanner
{
    // As much as servers take of a head.
    private const int MaxHeadBytes = 32 * 1024;

    private const int MaxHeldBytes = Frame.MaxLengthBytes + 1024;

    private readonly List<byte> _head = [];
    private readonly List<byte> _unread = [];
    private readonly List<byte> _message = [];
    private readonly List<byte> _text = [];
    private Stage _stage = Stage.Head;
    private bool _isText;

    private enum Stage
    {
        Head,
        Messages,
        Unreadable,
    }

    /// <summary>What can go on now that these bytes have come, in order.</summary>
    public IReadOnlyList<Piece> Take(ReadOnlySpan<byte> bytes)
    {
        var pieces = new List<Piece>();
        if (_stage == Stage.Head)
        {
            var headBytes = TakeHead(bytes);
            pieces.Add(new Piece(bytes[..headBytes].ToArray()));
            bytes = bytes[headBytes..];
        }

        _unread.AddRange(bytes);
        while (_stage == Stage.Messages && WebSocketFrame.TryRead(CollectionsMarshal.AsSpan(_unread), out var frame))
        {
            if (!CanFollow(frame))
            {
                _stage = Stage.Unreadable;
            }
            else if (frame.TotalBytes > _unread.Count)
            {
                break;
            }
            else if (TakeFrame(frame) is { } piece)
            {
                pieces.Add(piece);
            }
        }

        if (_stage == Stage.Unreadable)
        {
            pieces.Add(new Piece(Rest()));
        }

        return pieces;
    }

    /// <summary>Gives out what is held of something that has not come to its end.</summary>
    public ReadOnlyMemory<byte> Rest()
    {
        byte[] rest = [.. _message, .. _unread];
        _message.Clear();
        _unread.Clear();
        return rest;
    }

    /// <summary>The head of request or answer passes as it comes; only its end matters, and whether a WebSocket follows.</summary>
    /// <returns>How many of these bytes belong to it.</returns>
    private int TakeHead(ReadOnlySpan<byte> bytes)
    {
        var before = _head.Count;
        _head.AddRange(bytes);
        var head = CollectionsMarshal.AsSpan(_head);
        var end = head.IndexOf("\r\n\r\n"u8);
        if (end < 0 && head.Length <= MaxHeadBytes)
        {
            return bytes.Length;
        }

        var isRefusal = head.StartsWith("HTTP/"u8) && !head.StartsWith("HTTP/1.1 101"u8);
        _stage = end < 0 || isRefusal ? Stage.Unreadable : Stage.Messages;
        _head.Clear();
        return end < 0 ? bytes.Length : end + 4 - before;
    }

    private bool CanFollow(WebSocketFrame frame) =>
        frame.IsLegal && frame.PayloadBytes <= MaxHeldBytes - _message.Count &&
        (frame.IsControl || (frame.Opcode == WebSocketFrame.Continuation) == (_message.Count > 0));

    private Piece? TakeFrame(WebSocketFrame frame)
    {
        var wire = CollectionsMarshal.AsSpan(_unread)[..(int)frame.TotalBytes].ToArray();
        _unread.RemoveRange(0, wire.Length);
        if (frame.IsControl)
        {
            return new Piece(wire);
        }

        if (frame.Opcode != WebSocketFrame.Continuation)
        {
            _isText = frame is { Opcode: WebSocketFrame.Text, IsPlain: true };
            _text.Clear();
        }

        _message.AddRange(wire);
        _text.AddRange(frame.Unmask(wire.AsSpan(frame.HeadBytes)));
        if (!frame.IsFinal)
        {
            return null;
        }

        var whole = new Piece(_message.ToArray());
        if (_isText)
        {
            whole = whole with { Text = _text.ToArray() };
        }

        _message.Clear();
        return whole;
    }
}
