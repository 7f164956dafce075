using System.Text;
using ChargerFirmware.Network.WebSockets;
using FsCheck;
using FsCheck.Fluent;

namespace ChargerFirmware.Tests.Unit.Network.WebSockets;

public sealed class MessageScannerTests
{
    private const int Continuation = 0;
    private const int Text = 1;
    private const int Binary = 2;
    private const int Ping = 9;

    private static readonly byte[] Upgraded = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"u8.ToArray();

    [Fact]
    public void Messages_are_found_wherever_the_bytes_are_cut() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(150), Prop.ForAll<int, bool>((seed, isMasked) =>
        {
            var random = new Random(seed);
            var frames = Frames(random);
            byte[] wire = [.. Upgraded, .. frames.SelectMany(frame => frame.Bytes(isMasked, random))];

            var whole = Scan(wire, wire.Length);

            Assert.Equal(TextsOf(frames), TextsIn(whole));
            Assert.Equal(wire.Length, whole.Sum(piece => piece.Wire.Length));
            foreach (var cut in new[] { 1, 2, 3 + random.Next(20) })
            {
                var cutUp = Scan(wire, cut);
                Assert.Equal(TextsIn(whole), TextsIn(cutUp));
                Assert.Equal(BytesOf(whole), BytesOf(cutUp));
            }
        }));

    [Fact]
    public void Whatever_comes_nothing_is_lost_or_added() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll<int, NonNegativeInt, byte[]>((seed, place, noise) =>
        {
            var random = new Random(seed);
            byte[] wire = [.. Upgraded, .. Frames(random).SelectMany(frame => frame.Bytes(isMasked: true, random)), .. noise];
            wire[place.Get % wire.Length] ^= (byte)seed;

            var scanned = BytesOf(Scan(wire, 1 + random.Next(50)));

            Assert.Equal(wire.Order(), scanned.Order());
        }));

    [Fact]
    public void A_control_frame_goes_before_the_message_that_it_comes_in_the_midst_of()
    {
        WireFrame[] frames =
        [
            new(Text, IsFinal: false, "[2,"u8.ToArray()), new(Ping, IsFinal: true, [7]), new(Continuation, IsFinal: true, "1]"u8.ToArray()),
        ];

        var pieces = Scan(Wire(frames), 1).Where(piece => piece.Wire.Length > 1).ToList();

        Assert.Equal([0x89, 1, 7], pieces[0].Wire.ToArray());
        Assert.Equal("[2,1]", TextOf(pieces[1]));
    }

    [Fact]
    public void What_an_extension_has_changed_cannot_be_read_and_passes()
    {
        var random = new Random(1);
        var compressed = new WireFrame(Text, IsFinal: true, [1, 2, 3]).Bytes(isMasked: true, random, reserved: 4);
        var plain = new WireFrame(Text, IsFinal: true, "[3]"u8.ToArray()).Bytes(isMasked: true, random);

        var pieces = Scan([.. Upgraded, .. compressed, .. plain], int.MaxValue);

        Assert.Equal(["[3]"], TextsIn(pieces));
        Assert.Equal(compressed, pieces[1].Wire.ToArray());
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 401 Unauthorized\r\n\r\n")]
    [InlineData("not HTTP at all ")]
    public void Behind_anything_but_an_upgrade_nothing_is_a_message(string head)
    {
        byte[] message = [0x81, 1, (byte)'x'];
        byte[] wire = [.. Encoding.ASCII.GetBytes(head), .. message];

        var pieces = Scan(wire, 1);

        Assert.Empty(TextsIn(pieces));
        Assert.Equal(wire, BytesOf(pieces));
    }

    [Theory]
    [InlineData(new byte[] { 0x80, 0 })] // the end of a message that never began
    [InlineData(new byte[] { 0x83, 0 })] // an opcode that means nothing yet
    [InlineData(new byte[] { 0x09, 0 })] // a control frame in fragments
    [InlineData(new byte[] { 0x89, 126, 0, 200 })] // one that is too long
    [InlineData(new byte[] { 0x81, 127, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { 0x81, 127, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF })]
    public void From_the_first_broken_rule_on_everything_passes_at_once(byte[] broken)
    {
        var scanner = new MessageScanner();
        scanner.Take(Upgraded);

        byte[] passed = [.. BytesOf(scanner.Take(broken)), .. BytesOf(scanner.Take([0x81, 1, (byte)'x']))];

        Assert.Equal([.. broken, 0x81, 1, (byte)'x'], passed);
        Assert.True(scanner.Rest().IsEmpty);
    }

    /// <summary>Messages of one or more fragments, with pings in between.</summary>
    private static List<WireFrame> Frames(Random random)
    {
        var frames = new List<WireFrame>();
        for (var message = 0; message < random.Next(6); message++)
        {
            var opcode = random.Next(4) == 0 ? Binary : Text;
            for (var fragments = 1 + random.Next(3); fragments > 0; fragments--)
            {
                frames.Add(new WireFrame(opcode, fragments == 1, Payload(random)));
                opcode = Continuation;
                if (random.Next(4) == 0)
                {
                    frames.Add(new WireFrame(Ping, IsFinal: true, [(byte)random.Next(256)]));
                }
            }
        }

        return frames;
    }

    private static byte[] Payload(Random random)
    {
        var sizes = new[] { 0, 1, 125, 126, 300, 70_000 };
        var size = sizes[random.Next(100) == 0 ? 5 : random.Next(5)];
        return [.. Enumerable.Range(0, size).Select(_ => (byte)random.Next('a', 'z'))];
    }

    private static byte[] Wire(IEnumerable<WireFrame> frames) =>
        [.. Upgraded, .. frames.SelectMany(frame => frame.Bytes(isMasked: false, new Random(1)))];

    private static List<Piece> Scan(byte[] wire, int cut)
    {
        var scanner = new MessageScanner();
        var pieces = wire.Chunk(cut).SelectMany(chunk => scanner.Take(chunk)).ToList();
        return [.. pieces, new Piece(scanner.Rest())];
    }

    private static byte[] BytesOf(IEnumerable<Piece> pieces) => [.. pieces.SelectMany(piece => piece.Wire.ToArray())];

    private static List<string> TextsIn(IEnumerable<Piece> pieces) => [.. pieces.Where(piece => piece.Text is not null).Select(TextOf)];

    private static string TextOf(Piece piece) => Encoding.UTF8.GetString(piece.Text!.Value.Span);

    private static List<string> TextsOf(IEnumerable<WireFrame> frames)
    {
        var texts = new List<string>();
        var text = new List<byte>();
        var isText = false;
        foreach (var frame in frames.Where(frame => !frame.IsControl))
        {
            isText = frame.Opcode == Continuation ? isText : frame.Opcode == Text;
            text.AddRange(frame.Payload);
            if (frame.IsFinal && isText)
            {
                texts.Add(Encoding.UTF8.GetString([.. text]));
            }

            if (frame.IsFinal)
            {
                text.Clear();
            }
        }

        return texts;
    }
}
